package dev.belay.model.value;

/// An IPv4 or IPv6 address; written as RFC 5952 says, without a zone.
///
/// @param v6 whether it is an IPv6 address
/// @param high upper 64 bits; 0 for IPv4
/// @param low lower 64 bits; 0–2³²−1 for IPv4
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {

    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int GROUPS = 8;

    public static Parsed<IpAddress> parse(String text) {
        return (text.indexOf(':') >= 0 ? AddressText.parseV6(text) : AddressText.parseV4(text))
                .map(Parsed::good)
                .orElseGet(() -> Parsed.bad(ValueFault.ADDRESS, text));
    }

    /// Number of bits of an address of its family.
    public int bits() {
        return v6 ? V6_BITS : V4_BITS;
    }

    /// The same address with all bits beyond the first {@code prefix} cleared.
    public IpAddress masked(int prefix) {
        if (!v6) {
            return new IpAddress(false, 0, prefix == 0 ? 0 : low & (-1L << (V4_BITS - prefix)));
        }
        long upper = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << (64 - prefix);
        long lower = prefix <= 64 ? 0 : prefix == V6_BITS ? -1L : -1L << (V6_BITS - prefix);
        return new IpAddress(true, high & upper, low & lower);
    }

    /// Whether it is 127.0.0.0/8 or ::1.
    public boolean loopback() {
        return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
    }

    int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> (48 - 16 * (index % 4))) & 0xffff;
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return v6 ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return v6
                ? AddressText.ofV6(this)
                : (low >>> 24)
                        + "."
                        + ((low >>> 16) & 255)
                        + "."
                        + ((low >>> 8) & 255)
                        + "."
                        + (low & 255);
    }
}
