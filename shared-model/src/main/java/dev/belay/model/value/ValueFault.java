package dev.belay.model.value;

/// The rules that a typed text can break.
public enum ValueFault {
    /// Not 1–63 of `a-z 0-9 -`, beginning with a letter.
    ID,
    /// Neither an IPv4 nor an IPv6 address.
    ADDRESS,
    /// Not an address and a prefix length.
    CIDR,
    /// A network whose address has bits beyond its prefix.
    CIDR_HOST_BITS,
    /// Not a number of 1–65535.
    PORT,
    /// Not a host name as RFC 1123 has it.
    HOST_NAME,
    /// Not a number and a unit.
    DURATION
}
