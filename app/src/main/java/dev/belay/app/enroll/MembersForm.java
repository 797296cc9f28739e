package dev.belay.app.enroll;

import dev.belay.app.enroll.MembersScript.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was chosen: the change, the node, and what belongs to them. Confined to the UI thread, but
/// read by checks and steps on their own.
final class MembersForm {
    private volatile Change change = Change.REMOVE;
    private volatile String node = "";
    private volatile boolean lost;
    private volatile boolean wipe;
    private volatile String newName = "";

    private volatile Former former = Former.NONE;

    /// A node as it was when its change was begun.
    ///
    /// @param name empty for none
    /// @param cluster name of the one that it was a member of; empty for none
    record Former(String name, String cluster) {
        static final Former NONE = new Former("", "");
    }

    Change change() {
        return change;
    }

    void setChange(Change now) {
        change = now;
    }

    String node() {
        return node;
    }

    void setNode(String key) {
        node = key;
    }

    /// Only where it can be chosen: what was ticked for another change does not count.
    boolean isLost() {
        return lost && (change == Change.REMOVE || change == Change.NOMINATE);
    }

    void setLost(boolean now) {
        lost = now;
    }

    boolean isWipe() {
        return wipe;
    }

    void setWipe(boolean now) {
        wipe = now;
    }

    /// As it was typed.
    String newName() {
        return newName;
    }

    void setNewName(String name) {
        newName = name;
    }

    /// None before a change was begun.
    Former former() {
        return former;
    }

    void setFormer(Former one) {
        former = one;
    }

    /// For a draft.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("change", change.name());
        fields.put("node", node);
        fields.put("lost", Boolean.toString(lost));
        fields.put("wipe", Boolean.toString(wipe));
        fields.put("name", newName);
        fields.put("former", former.name());
        fields.put("former-cluster", former.cluster());
        return fields;
    }

    void take(Map<String, String> fields) {
        for (Change one : Change.values()) {
            if (one.name().equals(fields.getOrDefault("change", ""))) {
                change = one;
            }
        }
        lost = Boolean.parseBoolean(fields.getOrDefault("lost", ""));
        wipe = Boolean.parseBoolean(fields.getOrDefault("wipe", ""));
        newName = fields.getOrDefault("name", "");
        former =
                new Former(
                        fields.getOrDefault("former", ""),
                        fields.getOrDefault("former-cluster", ""));
        node = fields.getOrDefault("node", "");
    }
}
