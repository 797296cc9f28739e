package dev.belay.agent.cib;

import java.util.ArrayList;
import java.util.List;

/// Throws CIBs: small clusters with all that the scheduler claims to heed.
final class CibDice {

    private final Dice dice;
    private final CibStatusDice status;
    private final List<String> hosts = new ArrayList<>();
    private final List<String> up = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> primitives = new ArrayList<>();
    private final StringBuilder resources = new StringBuilder();

    private final List<String> promotables = new ArrayList<>();

    /// Of a hundred blocks.
    private final int clonePercent;

    /// Of a hundred clones.
    private final int promotablePercent;

    /// Of a hundred clones.
    private final int clonedGroupPercent;

    private CibDice(long seed, int clonePercent, int promotablePercent, int clonedGroupPercent) {
        this.clonePercent = clonePercent;
        this.promotablePercent = promotablePercent;
        this.clonedGroupPercent = clonedGroupPercent;
        dice = new Dice(seed);
        status = new CibStatusDice(dice, hosts, up);
    }

    /// Primitives and groups.
    static String thrown(long seed) {
        return new CibDice(seed, 0, 0, 0).cib();
    }

    /// Clones too.
    static String thrownWithClones(long seed) {
        return new CibDice(seed, 40, 0, 0).cib();
    }

    /// Most of the clones can be promoted.
    static String thrownWithPromotables(long seed) {
        return new CibDice(seed, 50, 80, 0).cib();
    }

    /// Most of the clones are clones of groups.
    static String thrownWithClonedGroups(long seed) {
        return new CibDice(seed, 50, 0, 70).cib();
    }

    /// Some of the clones of groups can be promoted.
    static String thrownWithPromotableGroups(long seed) {
        return new CibDice(seed, 50, 60, 60).cib();
    }

    private String cib() {
        int count = 2 + dice.nextInt(4);
        for (int i = 1; i <= count; i++) {
            hosts.add("n" + i);
        }
        hosts.stream().filter(_ -> dice.chance(85)).forEach(up::add);
        int blocks = 1 + dice.nextInt(7);
        for (int i = 0; i < blocks; i++) {
            if (clonePercent > 0 && dice.chance(clonePercent)) {
                clone("k" + i);
            } else if (dice.chance(30)) {
                group("g" + i);
            } else {
                units.add("r" + i);
                primitive("r" + i);
            }
        }
        return """
        <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" \
        num_updates="0" have-quorum="%s">
        <configuration><crm_config><cluster_property_set id="options">%s%s%s\
        </cluster_property_set></crm_config>
        <nodes>%s</nodes>
        <resources>%s</resources>
        <constraints>%s</constraints></configuration>
        <status>%s</status></cib>
        """
                .formatted(
                        dice.chance(95) ? "1" : "0",
                        option("stonith-enabled", "false"),
                        dice.chance(10) ? option("symmetric-cluster", "false") : "",
                        option("no-quorum-policy", dice.pick("stop", "stop", "freeze", "ignore")),
                        nodes(),
                        resources,
                        new CibConstraintDice(dice, hosts, units, primitives, promotables).thrown(),
                        status.thrown());
    }

    private String nodes() {
        var text = new StringBuilder();
        for (String host : hosts) {
            text.append("<node id=\"").append(host.substring(1)).append("\" uname=\"");
            text.append(host).append("\"><instance_attributes id=\"at-").append(host).append("\">");
            Dice.pair(text, host + "-rack", "rack", dice.pick("a", "b"));
            if (dice.chance(8)) {
                Dice.pair(text, host + "-standby", "standby", "on");
            }
            if (dice.chance(3)) {
                Dice.pair(text, host + "-maintenance", "maintenance", "true");
            }
            text.append("</instance_attributes></node>\n");
        }
        return text.toString();
    }

    private void group(String id) {
        units.add(id);
        groups.add(id);
        resources.append("<group id=\"").append(id).append("\">");
        String meta = meta(id);
        int members = 1 + dice.nextInt(3);
        String home = dice.pick(hosts);
        for (int i = 1; i <= members; i++) {
            primitiveAt(id + (char) ('a' + i), dice.chance(80) ? home : dice.pick(hosts));
        }
        // Meta attributes come last in the schema.
        resources.append(meta).append("</group>\n");
    }

    private void clone(String id) {
        units.add(id);
        resources.append("<clone id=\"").append(id).append("\"><meta_attributes id=\"meta-");
        resources.append(id).append("\">");
        int max = dice.chance(50) ? 1 + dice.nextInt(hosts.size()) : hosts.size();
        if (max != hosts.size()) {
            Dice.pair(resources, "x-" + id, "clone-max", Integer.toString(max));
        }
        if (dice.chance(40)) {
            Dice.pair(resources, "i-" + id, "interleave", "true");
        }
        if (dice.chance(30)) {
            Dice.pair(resources, "cs-" + id, "resource-stickiness", dice.pick("0", "10", "100"));
        }
        if (dice.chance(5)) {
            Dice.pair(resources, "cr-" + id, "target-role", "Stopped");
        }
        boolean promotable = promotablePercent > 0 && dice.chance(promotablePercent);
        if (promotable) {
            promotables.add(id);
            promotableMeta(id);
        }
        resources.append("</meta_attributes>");
        primitives.add(id);
        if (clonedGroupPercent > 0 && dice.chance(clonedGroupPercent)) {
            clonedGroup(id, max, promotable);
        } else {
            clonedPrimitive(id, max, promotable);
        }
        resources.append("</clone>\n");
    }

    private void promotableMeta(String id) {
        Dice.pair(resources, "pr-" + id, "promotable", "true");
        if (dice.chance(30)) {
            Dice.pair(resources, "px-" + id, "promoted-max", dice.pick("0", "2", "2", "3"));
        }
        if (dice.chance(5)) {
            Dice.pair(resources, "rp-" + id, "target-role", dice.pick("Promoted", "Unpromoted"));
        }
        if (dice.chance(15)) {
            Dice.pair(resources, "pp-" + id, "priority", dice.pick("5", "-3"));
        }
    }

    private void clonedPrimitive(String id, int max, boolean promotable) {
        String primitive = "p" + id.substring(1);
        clonedMember(primitive);
        boolean active = dice.chance(75);
        int left = max;
        int promoted = promotable && dice.chance(80) ? 1 + dice.nextInt(2) : 0;
        for (String host : hosts) {
            boolean here = active && left > 0 && up.contains(host) && dice.chance(70);
            boolean promotedHere = here && promoted > 0 && dice.chance(60);
            status.history(primitive, host, here, promotedHere);
            left -= here ? 1 : 0;
            promoted -= promotedHere ? 1 : 0;
            if (promotable) {
                status.promotion(primitive, host);
            }
        }
    }

    private void clonedGroup(String id, int max, boolean promotable) {
        String group = "q" + id.substring(1);
        int members = 1 + dice.nextInt(3);
        resources.append("<group id=\"").append(group).append("\">");
        for (int i = 1; i <= members; i++) {
            clonedMember(group + (char) ('a' + i));
        }
        resources.append("</group>");
        boolean active = dice.chance(75);
        int left = max;
        int promoted = promotable && dice.chance(80) ? 1 + dice.nextInt(2) : 0;
        for (String host : hosts) {
            boolean here = active && left > 0 && up.contains(host) && dice.chance(70);
            int run = here ? dice.chance(85) ? members : 1 + dice.nextInt(members) : 0;
            boolean promotedHere = here && promoted > 0 && dice.chance(60);
            for (int i = 1; i <= members; i++) {
                String member = group + (char) ('a' + i);
                status.history(member, host, i <= run, promotedHere);
                if (promotable) {
                    status.promotion(member, host);
                }
            }
            left -= here ? 1 : 0;
            promoted -= promotedHere ? 1 : 0;
        }
    }

    private void clonedMember(String primitive) {
        resources.append("<primitive id=\"").append(primitive);
        resources.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">");
        if (dice.chance(25)) {
            resources.append("<meta_attributes id=\"meta-").append(primitive).append("\">");
            Dice.pair(resources, "t-" + primitive, "migration-threshold", dice.pick("1", "2", "3"));
            resources.append("</meta_attributes>");
        }
        resources.append("</primitive>");
    }

    private void primitive(String id) {
        primitiveAt(id, dice.pick(hosts));
    }

    private void primitiveAt(String id, String home) {
        primitives.add(id);
        resources
                .append("<primitive id=\"")
                .append(id)
                .append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\">")
                .append(meta(id))
                .append("<operations><op id=\"")
                .append(id)
                .append("-m\" name=\"monitor\" interval=\"10s\"/></operations></primitive>\n");
        boolean active = dice.chance(65);
        for (String host : hosts) {
            boolean here = active && host.equals(home);
            status.history(id, host, here);
        }
    }

    private String meta(String id) {
        var text = new StringBuilder("<meta_attributes id=\"meta-" + id + "\">");
        if (dice.chance(40)) {
            Dice.pair(
                    text,
                    "s-" + id,
                    "resource-stickiness",
                    dice.pick("1", "50", "100", "100", "INFINITY"));
        }
        if (dice.chance(25)) {
            Dice.pair(text, "t-" + id, "migration-threshold", dice.pick("1", "2", "3", "0"));
        }
        if (dice.chance(15)) {
            Dice.pair(text, "p-" + id, "priority", dice.pick("5", "10", "-3"));
        }
        if (dice.chance(5)) {
            Dice.pair(text, "r-" + id, "target-role", "Stopped");
        }
        if (dice.chance(3)) {
            Dice.pair(text, "m-" + id, "is-managed", "false");
        }
        if (dice.chance(3)) {
            Dice.pair(text, "c-" + id, "critical", "false");
        }
        return text.append("</meta_attributes>").toString();
    }

    private static String option(String name, String value) {
        return "<nvpair id=\"o-" + name + "\" name=\"" + name + "\" value=\"" + value + "\"/>";
    }
}
