package dev.belay.model.value;

/// A network: an address and the number of leading bits that all its addresses share.
///
/// @param network the lowest address; its bits beyond the prefix are zero
/// @param prefix 0–32, or 0–128 for IPv6
public record Cidr(IpAddress network, int prefix) implements Comparable<Cidr> {

    public Cidr {
        if (prefix < 0 || prefix > network.bits()) {
            throw new IllegalArgumentException("not a prefix length: " + prefix);
        }
        if (!network.masked(prefix).equals(network)) {
            throw new IllegalArgumentException(network + " has bits beyond /" + prefix);
        }
    }

    public static Parsed<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            return Parsed.bad(ValueFault.CIDR, text);
        }
        int prefix = Integer.parseInt(length);
        return switch (IpAddress.parse(text.substring(0, slash))) {
            case Parsed.Bad<IpAddress> _ -> Parsed.bad(ValueFault.CIDR, text);
            case Parsed.Good<IpAddress>(IpAddress address) when prefix > address.bits() ->
                    Parsed.bad(ValueFault.CIDR, text);
            case Parsed.Good<IpAddress>(IpAddress address)
                    when !address.masked(prefix).equals(address) ->
                    new Parsed.Bad<>(
                            ValueFault.CIDR_HOST_BITS, text, address.masked(prefix) + "/" + prefix);
            case Parsed.Good<IpAddress>(IpAddress address) ->
                    Parsed.good(new Cidr(address, prefix));
        };
    }

    /// The network that has this address alone.
    public static Cidr of(IpAddress address) {
        return new Cidr(address, address.bits());
    }

    public boolean contains(IpAddress address) {
        return address.v6() == network.v6() && address.masked(prefix).equals(network);
    }

    public boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.network);
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public int compareTo(Cidr other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(prefix, other.prefix);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
