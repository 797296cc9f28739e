package dev.belay.agent.drill;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The rules of nftables that cut a node off. Pure.
///
/// What is dropped stands in sets whose elements the kernel forgets by itself: should nobody take
/// the table away, everything passes again all the same. Login, console and what the node says to
/// itself are not touched.
final class CutRules {

    private final Fault.Cut cut;

    CutRules(Fault.Cut cut) {
        this.cut = cut;
    }

    String text() {
        return """
        table inet belay_drill
        delete table inet belay_drill
        table arp belay_drill
        delete table arp belay_drill
        table inet belay_drill {
          set own { type inet_service; flags timeout; %s }
          set peers4 { type ipv4_addr . inet_service; flags timeout; %s }
          set peers6 { type ipv6_addr . inet_service; flags timeout; %s }
          set front4 { type ipv4_addr; flags timeout; %s }
          set front6 { type ipv6_addr; flags timeout; %s }
          chain in {
            type filter hook prerouting priority -310; policy accept;
            iifname "lo" accept
            tcp dport @own drop
            ip saddr . tcp sport @peers4 drop
            ip6 saddr . tcp sport @peers6 drop
            ip daddr @front4 drop
            ip6 daddr @front6 drop
          }
          chain out {
            type filter hook postrouting priority 310; policy accept;
            oifname "lo" accept
            tcp sport @own drop
            ip daddr . tcp dport @peers4 drop
            ip6 daddr . tcp dport @peers6 drop
            ip saddr @front4 drop
            ip6 saddr @front6 drop
          }
        }
        table arp belay_drill {
          set front4 { type ipv4_addr; flags timeout; %s }
          chain in {
            type filter hook input priority -10; policy accept;
            arp daddr ip @front4 drop
          }
          chain out {
            type filter hook output priority -10; policy accept;
            arp saddr ip @front4 drop
          }
        }
        """
                .formatted(
                        elements(List.of(Integer.toString(cut.ownPort()))),
                        elements(peers(true)),
                        elements(peers(false)),
                        elements(front(true)),
                        elements(front(false)),
                        elements(front(true)));
    }

    private List<String> peers(boolean isFour) {
        return cut.peers().stream()
                .filter(one -> isFour(one.host()) == isFour)
                .map(one -> one.host().getHostAddress() + " . " + one.port())
                .distinct()
                .toList();
    }

    private List<String> front(boolean isFour) {
        Collection<InetAddress> all = cut.addresses();
        return all.stream()
                .filter(one -> isFour(one) == isFour)
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
    }

    private static boolean isFour(InetAddress address) {
        return address instanceof Inet4Address;
    }

    private String elements(List<String> all) {
        return all.isEmpty()
                ? ""
                : "elements = { "
                        + all.stream()
                                .map(one -> one + " timeout " + cut.seconds() + "s")
                                .collect(Collectors.joining(", "))
                        + " }";
    }
}
