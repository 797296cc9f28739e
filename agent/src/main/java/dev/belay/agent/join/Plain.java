package dev.belay.agent.join;

/// Text from a stranger, made fit for logs and screens: short, on one line, without control
/// characters.
final class Plain {

    private static final int LONGEST = 80;

    private Plain() {}

    static String text(String strange) {
        String plain = strange.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
