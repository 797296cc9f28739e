package dev.belay.agent.resource;

import dev.belay.model.place.Score;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// Stand-ins for the commands of Pacemaker that agents call: what an agent says by them comes back
/// with the result of its action.
///
/// They work inside of an action only. A daemon that an agent left behind has nobody to tell.
public final class ClusterTools {

    private static final List<String> NAMES =
            List.of(
                    "crm_attribute",
                    "crm_master",
                    "crm_node",
                    "attrd_updater",
                    "crm_resource",
                    "crm_mon",
                    "cibadmin");

    /// What an agent may say in one action.
    private static final int UPDATES_BYTES_MAX = 256 * 1024;

    private static final int FIELDS = 5;

    private final Path folder;

    private ClusterTools(Path folder) {
        this.folder = folder;
    }

    /// Writes the stand-ins. What was there by their names is replaced.
    ///
    /// @param folder of the agent's own, where nobody else can write; made when it is missing
    public static ClusterTools install(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        byte[] script;
        try (InputStream in = ClusterTools.class.getResourceAsStream("cluster-tool.sh")) {
            if (in == null) {
                throw new IllegalStateException("cluster-tool.sh is missing from the program");
            }
            script = in.readAllBytes();
        }
        for (String name : NAMES) {
            Path fresh = folder.resolve("." + name + ".new");
            Files.write(fresh, script);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(
                    fresh,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return new ClusterTools(folder);
    }

    Path folder() {
        return folder;
    }

    /// Puts what a call may ask for into its folder.
    static void prepare(Path call, SortedMap<String, String> attributes) throws IOException {
        Path known = Files.createDirectory(call.resolve("attributes"));
        for (Map.Entry<String, String> one : attributes.entrySet()) {
            // Such a name cannot be asked for either.
            if (!one.getKey().isEmpty()
                    && !one.getKey().matches("\\.\\.?")
                    && one.getKey().indexOf('/') < 0
                    && one.getKey().indexOf(0) < 0) {
                Files.writeString(known.resolve(one.getKey()), one.getValue() + "\n");
            }
        }
    }

    /// What the agent said in a call, in order.
    static List<AttributeUpdate> updates(Path call) throws IOException {
        Path file = call.resolve("updates");
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(UPDATES_BYTES_MAX);
        }
        // The last part is what follows the last end: nothing, or half a field.
        String[] fields = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        List<AttributeUpdate> updates = new ArrayList<>();
        for (int at = 0; at + FIELDS < fields.length; at += FIELDS) {
            updates.add(
                    new AttributeUpdate(
                            fields[at],
                            fields[at + 1],
                            fields[at + 2].equals("update")
                                    ? Optional.of(fields[at + 3])
                                    : Optional.empty(),
                            fields[at + 4].equals("forever")));
        }
        return updates;
    }

    /// What all that means for one resource on one node: the last word holds.
    static Promotion promotion(List<AttributeUpdate> updates, String resource, String node) {
        Promotion promotion = new Promotion.Same();
        for (AttributeUpdate update : updates) {
            if (!update.node().equals(node) || !update.name().equals("master-" + resource)) {
                continue;
            }
            if (update.value().isEmpty()) {
                promotion = new Promotion.Withdrawn();
                continue;
            }
            OptionalInt score = Score.parse(update.value().get());
            if (score.isPresent()) {
                promotion = new Promotion.Scored(score.getAsInt());
            }
        }
        return promotion;
    }
}
