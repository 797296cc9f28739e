package dev.belay.agent.cib;

import java.util.ArrayList;
import java.util.List;

/// Throws locations, colocations and orders.
final class CibConstraintDice {

    private static final String[] SCORES = {
        "-INFINITY", "-100", "-50", "-7", "3", "10", "50", "50", "100", "200", "INFINITY"
    };

    private final Dice dice;
    private final List<String> hosts;
    private final List<String> units;
    private final List<String> primitives;
    private final List<String> promotables;

    /// @param units what constraints are about: primitives, groups and clones
    /// @param primitives all of them, members of groups too
    /// @param promotables clones that can be promoted
    CibConstraintDice(
            Dice dice,
            List<String> hosts,
            List<String> units,
            List<String> primitives,
            List<String> promotables) {
        this.dice = dice;
        this.hosts = hosts;
        this.units = units;
        this.primitives = primitives;
        this.promotables = promotables;
    }

    String thrown() {
        var text = new StringBuilder();
        int locations = dice.nextInt(2 * units.size() + 1);
        for (int i = 0; i < locations; i++) {
            String resource = dice.chance(90) ? dice.pick(units) : dice.pick(primitives);
            if (dice.chance(12)) {
                text.append(
                        """
                        <rsc_location id="l%d" rsc="%s"><rule id="l%d-r" score="%s">\
                        <expression id="l%d-e" attribute="%s" operation="%s" value="%s"/></rule>\
                        </rsc_location>
                        """
                                .formatted(
                                        i,
                                        resource,
                                        i,
                                        dice.pick(SCORES),
                                        i,
                                        dice.pick("rack", "#uname"),
                                        dice.pick("eq", "ne"),
                                        dice.pick("a", "n1", "n2")));
            } else {
                text.append(
                        "<rsc_location id=\"l%d\" rsc=\"%s\" node=\"%s\" score=\"%s\"%s/>\n"
                                .formatted(
                                        i,
                                        resource,
                                        dice.pick(hosts),
                                        dice.pick(SCORES),
                                        role("role", resource)));
            }
        }
        List<String> line = new ArrayList<>(units);
        dice.shuffle(line);
        if (line.size() > 1) {
            for (int i = dice.nextInt(line.size()); i > 0; i--) {
                int later = 1 + dice.nextInt(line.size() - 1);
                String attribute = dice.chance(8) ? " node-attribute=\"rack\"" : "";
                String primary = line.get(dice.nextInt(later));
                text.append(
                        "<rsc_colocation id=\"c%d\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"%s/>\n"
                                .formatted(
                                        i,
                                        line.get(later),
                                        primary,
                                        dice.pick(
                                                "INFINITY",
                                                "INFINITY",
                                                "-INFINITY",
                                                "100",
                                                "-100",
                                                "5000",
                                                "10"),
                                        attribute
                                                + role("rsc-role", line.get(later))
                                                + role("with-rsc-role", primary)));
            }
            dice.shuffle(line);
            for (int i = dice.nextInt(line.size()); i > 0; i--) {
                int later = 1 + dice.nextInt(line.size() - 1);
                String first = line.get(dice.nextInt(later));
                text.append(
                        "<rsc_order id=\"o%d\" first=\"%s\" then=\"%s\" kind=\"%s\"%s/>\n"
                                .formatted(
                                        i,
                                        first,
                                        line.get(later),
                                        dice.pick(
                                                "Mandatory", "Mandatory", "Optional", "Serialize"),
                                        actions(first, line.get(later))));
            }
        }
        return text.toString();
    }

    /// A promoted one half of the time, where the resource can be promoted.
    private String role(String attribute, String resource) {
        if (!promotables.contains(resource) || dice.chance(50)) {
            return "";
        }
        String role = dice.pick("Promoted", "Promoted", "Promoted", "Promoted", "Unpromoted");
        return " " + attribute + "=\"" + role + "\"";
    }

    private String actions(String first, String then) {
        if (!promotables.contains(first) && !promotables.contains(then)) {
            return "";
        }
        String firstAction = promotables.contains(first) && dice.chance(60) ? "promote" : "start";
        String thenAction = promotables.contains(then) && dice.chance(40) ? "promote" : "start";
        return " first-action=\"" + firstAction + "\" then-action=\"" + thenAction + "\"";
    }
}
