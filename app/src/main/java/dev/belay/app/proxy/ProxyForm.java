package dev.belay.app.proxy;

import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was typed and chosen, and what it means.
///
/// @param values as they were typed; what is not there is as it is at first
record ProxyForm(Map<Field, String> values) {

    /// What one types or chooses.
    enum Field {
        /// Where the proxy is put; a [Place].
        PLACE,
        /// Id of the proxy that is there already; empty for a new one.
        CHOICE,
        NAME,
        HOST,
        PORT,
        /// Ids of nodes, with commas between them.
        USERS,
        SCHEMES,
        SCOPE,
        SOFTWARE,
        SOURCES,
        EXCEPTIONS,
        /// A configuration of Squid that is there already; never in a draft, for it may have
        /// passwords in it.
        SQUID;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the proxy is put.
    enum Place {
        /// In force in the cluster, and in its drawing.
        CLUSTER,
        /// In the open drawing alone.
        DRAWING
    }

    /// Addresses for which the proxy is used.
    enum Schemes {
        BOTH,
        HTTPS,
        HTTP,
        NONE
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final String BETWEEN = "[\\s,、]+";

    ProxyForm {
        values = Map.copyOf(values);
    }

    static ProxyForm empty() {
        return new ProxyForm(
                Map.of(
                        Field.PORT,
                        "3128",
                        Field.SCOPE,
                        ProxyScope.SCRIPTS.name(),
                        Field.SCHEMES,
                        Schemes.BOTH.name()));
    }

    /// One that shows a proxy that is there.
    static ProxyForm of(Proxy proxy) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.CHOICE, proxy.id().text());
        values.put(Field.NAME, proxy.id().text());
        values.put(Field.HOST, proxy.host().orElse(""));
        values.put(Field.PORT, proxy.port().toString());
        values.put(Field.USERS, joined(proxy.users().stream().map(ThingId::text)));
        values.put(Field.SCHEMES, schemes(proxy).name());
        values.put(Field.SCOPE, proxy.scope().name());
        values.put(Field.SOFTWARE, proxy.software().name());
        values.put(Field.SOURCES, joined(proxy.allowedSources().stream().map(Cidr::toString)));
        List<String> always = Bypass.of(List.of()).entries();
        values.put(
                Field.EXCEPTIONS,
                joined(proxy.noProxy().stream().filter(one -> !always.contains(one))));
        return new ProxyForm(values);
    }

    private static String joined(Stream<String> all) {
        return all.collect(Collectors.joining(", "));
    }

    private static Schemes schemes(Proxy proxy) {
        if (proxy.https()) {
            return proxy.http() ? Schemes.BOTH : Schemes.HTTPS;
        }
        return proxy.http() ? Schemes.HTTP : Schemes.NONE;
    }

    String value(Field field) {
        return values.getOrDefault(field, "");
    }

    private String text(Field field) {
        return value(field).strip();
    }

    ProxyForm with(Field field, String value) {
        Map<Field, String> next = new EnumMap<>(Field.class);
        next.putAll(values);
        next.put(field, value);
        return new ProxyForm(next);
    }

    ProxyForm withUser(String node, boolean isUser) {
        TreeSet<String> all = new TreeSet<>(users());
        if (isUser) {
            all.add(node);
        } else {
            all.remove(node);
        }
        return with(Field.USERS, String.join(", ", all));
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name, E otherwise) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    Place place() {
        return one(Place.class, value(Field.PLACE), Place.CLUSTER);
    }

    Schemes schemes() {
        return one(Schemes.class, value(Field.SCHEMES), Schemes.BOTH);
    }

    ProxyScope scope() {
        return one(ProxyScope.class, value(Field.SCOPE), ProxyScope.SCRIPTS);
    }

    ProxySoftware software() {
        return one(ProxySoftware.class, value(Field.SOFTWARE), ProxySoftware.SQUID);
    }

    boolean isSquid() {
        return software() == ProxySoftware.SQUID;
    }

    /// The one that is there already; empty for a new one.
    Optional<ThingId> choice() {
        return ThingId.parse(text(Field.CHOICE)).good();
    }

    /// Ids of the nodes that use it.
    List<String> users() {
        return words(Field.USERS);
    }

    private List<String> words(Field field) {
        return Stream.of(text(field).split(BETWEEN, -1)).filter(one -> !one.isEmpty()).toList();
    }

    /// Those that were typed, without those that are exceptions always.
    List<String> exceptions() {
        return words(Field.EXCEPTIONS);
    }

    /// A configuration of Squid that was pasted; empty for none.
    Optional<String> squid() {
        return Optional.of(value(Field.SQUID)).filter(one -> isSquid() && !one.isBlank());
    }

    /// The fields of which the text is wrong or missing, in their order.
    List<Field> wrong() {
        List<Field> wrong = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!isRight(field)) {
                wrong.add(field);
            }
        }
        return wrong;
    }

    private boolean isRight(Field field) {
        return switch (field) {
            case NAME -> choice().isPresent() || NAME.matcher(text(Field.NAME)).matches();
            case HOST -> ProxySettings.isHost(text(Field.HOST));
            case PORT -> port().isPresent();
            case USERS -> !users().isEmpty();
            case SOURCES -> !isSquid() || sources().isPresent();
            case EXCEPTIONS -> new Bypass(exceptions()).unreadable().isEmpty();
            case PLACE, CHOICE, SCHEMES, SCOPE, SOFTWARE, SQUID -> true;
        };
    }

    /// Whether the ways of calls can be told.
    boolean hasWay() {
        return isRight(Field.HOST) && isRight(Field.PORT) && isRight(Field.USERS);
    }

    private Optional<Port> port() {
        return Port.parse(text(Field.PORT)).good();
    }

    private Optional<List<Cidr>> sources() {
        List<Cidr> all = new ArrayList<>();
        for (String one : words(Field.SOURCES)) {
            Optional<Cidr> network = Cidr.parse(one).good();
            if (network.isEmpty()) {
                return Optional.empty();
            }
            all.add(network.get());
        }
        return Optional.of(List.copyOf(all));
    }

    /// The proxy; only while it has a way.
    ///
    /// @param like the one that is there already, which has more than the form shows
    Proxy proxy(Optional<Proxy> like) {
        ThingId id =
                choice().or(() -> ThingId.parse(text(Field.NAME)).good())
                        .orElseGet(() -> new ThingId("proxy"));
        Schemes schemes = schemes();
        return like.orElseGet(() -> Proxy.of(id, id.text()))
                .withHost(Optional.of(text(Field.HOST)))
                .withPort(port().orElseThrow())
                .withSoftware(software())
                .withScope(scope())
                .withHttp(schemes == Schemes.BOTH || schemes == Schemes.HTTP)
                .withHttps(schemes == Schemes.BOTH || schemes == Schemes.HTTPS)
                .withNoProxy(new Bypass(exceptions()).entries())
                .withAllowedSources(sources().orElse(List.of()))
                .withUsers(
                        users().stream()
                                .flatMap(one -> ThingId.parse(one).good().stream())
                                .toList());
    }

    /// For a draft.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            if (field != Field.SQUID) {
                fields.put(field.key(), value(field));
            }
        }
        return fields;
    }

    static ProxyForm take(Map<String, String> fields) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String value = fields.get(field.key());
            if (value != null) {
                values.put(field, value);
            }
        }
        return new ProxyForm(values);
    }
}
