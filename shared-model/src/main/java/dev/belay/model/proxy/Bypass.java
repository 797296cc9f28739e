package dev.belay.model.proxy;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.HostName;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Hosts that are reached without a proxy, as the variable `NO_PROXY` names them.
///
/// Programs read that variable in different ways: curl and the AWS CLI take a name for itself and
/// all names below it, others take it for itself alone unless a dot stands before it. Here a name
/// stands for itself and all below it, with or without a dot before it; `*` for everything.
///
/// @param entries in their order, each once, in lower case
public record Bypass(List<String> entries) {

    /// Where instances ask for their credentials, over IPv4 and IPv6: no proxy may stand before it.
    /// Source: "Use IMDS", Amazon EC2 user guide.
    public static final List<String> METADATA = List.of("169.254.169.254", "fd00:ec2::254");

    /// The host itself: what asks its own services never means the proxy.
    private static final List<String> OWN = List.of("localhost", "127.0.0.0/8", "127.0.0.1", "::1");

    public Bypass {
        Set<String> once = new LinkedHashSet<>();
        entries.forEach(one -> once.add(one.strip().toLowerCase(Locale.ROOT)));
        once.remove("");
        entries = List.copyOf(once);
    }

    /// What was wished, and the metadata of the instance and the host itself, always.
    public static Bypass of(List<String> wished) {
        List<String> all = new ArrayList<>(METADATA);
        all.addAll(OWN);
        all.addAll(wished);
        return new Bypass(all);
    }

    /// Without what says that names below it are meant.
    private static String name(String entry) {
        String name = entry.startsWith("*") ? entry.substring(1) : entry;
        return name.startsWith(".") ? name.substring(1) : name;
    }

    /// Entries that are neither a name nor an address nor a network.
    public List<String> unreadable() {
        return entries.stream().filter(one -> !isReadable(one)).toList();
    }

    private static boolean isReadable(String entry) {
        return entry.equals("*")
                || IpAddress.parse(entry).good().isPresent()
                || Cidr.parse(entry).good().isPresent()
                || HostName.parse(name(entry)).good().isPresent();
    }

    /// The first entry that a host is reached without the proxy for; empty when it is not.
    ///
    /// @param host a name or an address, as a program calls it: what a name stands for is not
    ///   looked up
    public Optional<String> covering(String host) {
        String called = host.toLowerCase(Locale.ROOT);
        Optional<IpAddress> address = IpAddress.parse(called).good();
        return entries.stream().filter(one -> covers(one, called, address)).findFirst();
    }

    private static boolean covers(String entry, String host, Optional<IpAddress> address) {
        if (entry.equals("*") || entry.equals(host)) {
            return true;
        }
        if (address.isPresent()) {
            return Cidr.parse(entry).good().filter(one -> one.contains(address.get())).isPresent()
                    || IpAddress.parse(entry).good().equals(address);
        }
        String name = name(entry);
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    /// Without entries that are neither a name nor an address nor a network.
    public Bypass readable() {
        return new Bypass(entries.stream().filter(Bypass::isReadable).toList());
    }

    /// For programs: names with a dot before them as well, because some take a bare name for itself
    /// alone. Everything is said by nothing else: curl heeds `*` only where it stands alone.
    public String variable() {
        if (entries.contains("*")) {
            return "*";
        }
        Set<String> all = new LinkedHashSet<>();
        for (String entry : entries) {
            boolean isName =
                    IpAddress.parse(entry).good().isEmpty() && Cidr.parse(entry).good().isEmpty();
            if (isName) {
                all.add(name(entry));
                all.add("." + name(entry));
            } else {
                all.add(entry);
            }
        }
        return String.join(",", all);
    }
}
