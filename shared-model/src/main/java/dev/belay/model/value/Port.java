package dev.belay.model.value;

/// A TCP or UDP port.
///
/// @param number 1–65535
public record Port(int number) implements Comparable<Port> {

    private static final int HIGHEST = 65_535;

    public Port {
        if (number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("not a port: " + number);
        }
    }

    public static Parsed<Port> parse(String text) {
        if (text.isEmpty()
                || text.length() > 5
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Parsed.bad(ValueFault.PORT, text);
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > HIGHEST || text.startsWith("0")
                ? Parsed.bad(ValueFault.PORT, text)
                : Parsed.good(new Port(number));
    }

    @Override
    public int compareTo(Port other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
