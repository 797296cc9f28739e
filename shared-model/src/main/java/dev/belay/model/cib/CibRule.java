package dev.belay.model.cib;

import dev.belay.model.place.Host;
import java.util.Locale;
import java.util.Optional;

/// A rule over the attributes of hosts; Pacemaker Explained, "Rules".
final class CibRule {

    private CibRule() {}

    /// Whether only node attributes are asked for; dates, operations and resources are not read.
    static boolean isReadable(CibElement rule) {
        return rule.children().stream()
                .allMatch(part ->
                        switch (part.name()) {
                            case "rule" -> isReadable(part);
                            case "expression" ->
                                    part.get("value-source", "literal").equals("literal");
                            default -> false;
                        });
    }

    static boolean holds(CibElement rule, Host host) {
        boolean any = rule.get("boolean-op", "and").equals("or");
        return any
                ? rule.children().stream().anyMatch(part -> partHolds(part, host))
                : rule.children().stream().allMatch(part -> partHolds(part, host));
    }

    private static boolean partHolds(CibElement part, Host host) {
        return part.name().equals("rule") ? holds(part, host) : expressionHolds(part, host);
    }

    private static boolean expressionHolds(CibElement expression, Host host) {
        Optional<String> is =
                Optional.ofNullable(host.attributes().get(expression.get("attribute", "")));
        String than = expression.get("value", "");
        return switch (expression.get("operation", "")) {
            case "defined" -> is.isPresent();
            case "not_defined" -> is.isEmpty();
            case "eq" -> is.filter(it -> compare(it, than, expression) == 0).isPresent();
            case "ne" -> is.filter(it -> compare(it, than, expression) == 0).isEmpty();
            case "lt" -> is.filter(it -> compare(it, than, expression) < 0).isPresent();
            case "lte" -> is.filter(it -> compare(it, than, expression) <= 0).isPresent();
            case "gt" -> is.filter(it -> compare(it, than, expression) > 0).isPresent();
            case "gte" -> is.filter(it -> compare(it, than, expression) >= 0).isPresent();
            default -> false;
        };
    }

    private static int compare(String one, String other, CibElement expression) {
        String operation = expression.get("operation", "");
        boolean ordered = !operation.equals("eq") && !operation.equals("ne");
        String type = expression.get("type", ordered ? "number" : "string");
        return switch (type) {
            case "integer", "number" -> Double.compare(value(one), value(other));
            case "version" -> compareVersions(one, other);
            default -> one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
        };
    }

    private static double value(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int compareVersions(String one, String other) {
        String[] first = one.split("\\.", -1);
        String[] second = other.split("\\.", -1);
        for (int i = 0; i < Math.max(first.length, second.length); i++) {
            int a = i < first.length ? CibValues.number(first[i], 0) : 0;
            int b = i < second.length ? CibValues.number(second[i], 0) : 0;
            if (a != b) {
                return Integer.compare(a, b);
            }
        }
        return 0;
    }
}
