package dev.belay.model.bundle;

import dev.belay.model.check.KindNames;
import dev.belay.model.content.PathRules;
import dev.belay.model.thing.ThingKind;
import java.util.Arrays;
import java.util.Locale;

/// Something that the cluster needs and a bundle does not have.
///
/// @param what kind of thing it is
/// @param of the thing of the design that needs it
/// @param name which one of it
public record LeftOut(What what, String of, String name) {

    /// Kinds of what is left out.
    public enum What {
        /// A value that a fence device is told; {@code of} is the device, {@code name} the
        /// parameter.
        FENCE_SECRET,
        /// The password that a proxy asks for; {@code of} is the proxy, {@code name} its user.
        PROXY_SECRET,
        /// Key and certificate of a node; it makes and gets them when it joins.
        NODE_KEY,
        /// The key that remote nodes share with the cluster.
        REMOTE_KEY,
        /// The id that a thing has in the cloud: without it the policy leaves it out.
        CLOUD_ID,
        /// The files of a config set: the design says where they go, not what is in them.
        CONFIG_SET_FILES,
        /// Configuration of a thing that no part of Belay writes or reads yet; {@code name} is the
        /// kind of thing.
        CONFIGURATION;

        /// Its name in the manifest.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// In a sentence, fit for any terminal.
    public String sentence(Locale locale) {
        return BundleTexts.of(locale)
                .text("left-out." + what.code(), plain(of), plain(shownName(locale)));
    }

    private static String plain(String text) {
        String quoted = PathRules.quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /// The name, or what the kind that it names is called.
    String shownName(Locale locale) {
        return Arrays.stream(ThingKind.values())
                .filter(kind -> what == What.CONFIGURATION && kind.code().equals(name))
                .findFirst()
                .map(kind -> KindNames.of(kind, locale))
                .orElse(name);
    }
}
