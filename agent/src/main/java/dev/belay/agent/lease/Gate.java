package dev.belay.agent.lease;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The dead-man of addresses: traffic, ARP and neighbour discovery of an address of ours pass this
/// host only while the kernel remembers it, and the kernel forgets it a while after the last
/// renewal. Stands in tables of its own beside whatever firewall the host has.
///
/// A renewal is one transaction that takes the address out and puts it in again: it fails when the
/// kernel has forgotten the address, so a late renewal can bring nothing back. Taking an address is
/// another act, allowed by a new grant only. Not safe for use by several threads.
public final class Gate implements AddressGuard {

    private static final String TABLE = "belay_gate";
    private static final String OURS4 = "ours4";
    private static final String OURS6 = "ours6";
    private static final String OURS_ND = "ours_nd";
    private static final String OPEN4 = "open4";
    private static final String OPEN6 = "open6";
    private static final String OPEN_ND = "open_nd";
    private static final int ENOENT = 2;
    private static final int EEXIST = 17;
    private static final int NFT_SECONDS = 10;

    /// The static sets hold every address that is ever ours, the timed ones those that are open.
    /// Postrouting and not output: what is forwarded out of a container passes there too.
    private static final String RULES =
            """
            table inet belay_gate
            delete table inet belay_gate
            table arp belay_gate
            delete table arp belay_gate
            table inet belay_gate {
              set ours4 { type ipv4_addr; }
              set ours6 { type ipv6_addr; }
              set ours_nd { typeof @th,64,128; }
              set open4 { type ipv4_addr; flags timeout; }
              set open6 { type ipv6_addr; flags timeout; }
              set open_nd { typeof @th,64,128; flags timeout; }
              chain in {
                type filter hook prerouting priority raw; policy accept;
                ip daddr @ours4 ip daddr != @open4 drop
                ip6 daddr @ours6 ip6 daddr != @open6 drop
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } @th,64,128 @ours_nd @th,64,128 != @open_nd drop
              }
              chain out {
                type filter hook postrouting priority 300; policy accept;
                ip saddr @ours4 ip saddr != @open4 drop
                ip6 saddr @ours6 ip6 saddr != @open6 drop
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } @th,64,128 @ours_nd @th,64,128 != @open_nd drop
              }
            }
            table arp belay_gate {
              set ours4 { type ipv4_addr; }
              set open4 { type ipv4_addr; flags timeout; }
              chain in {
                type filter hook input priority 0; policy accept;
                arp daddr ip @ours4 arp daddr ip != @open4 drop
              }
              chain out {
                type filter hook output priority 0; policy accept;
                arp saddr ip @ours4 arp saddr ip != @open4 drop
              }
            }
            """;

    private final NetlinkSocket socket;
    private int sequence = 1;

    private Gate(NetlinkSocket socket) {
        this.socket = socket;
    }

    /// Builds the gate, shut, in place of what an agent before left; blocks for some tens of
    /// milliseconds.
    ///
    /// @param addresses all that may ever be given to this host
    public static Gate build(Collection<InetAddress> addresses) throws LeaseException {
        runNft(RULES);
        var gate = new Gate(NetlinkSocket.open());
        for (InetAddress address : addresses) {
            gate.adopt(address);
        }
        return gate;
    }

    @Override
    public String name() {
        return "gate";
    }

    /// Whether this host can have one; runs a program that changes nothing.
    ///
    /// @return why not; empty: it can
    public static Optional<String> objection() {
        try {
            runNft(RULES, "--check");
            NetlinkSocket.open().close();
            return Optional.empty();
        } catch (LeaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// One address more that passes only while it is open.
    @Override
    public void adopt(InetAddress address) throws LeaseException {
        var batch = new NetlinkBatch(sequence);
        place(batch, address, 0, true);
        int error = carryOut(batch);
        if (error != 0 && error != EEXIST) {
            throw new LeaseException(
                    "wanted to guard '%s', nftables answered error %d"
                            .formatted(address.getHostAddress(), error));
        }
    }

    @Override
    public Pass take(Collection<InetAddress> addresses, long millis) throws LeaseException {
        var batch = new NetlinkBatch(sequence);
        addresses.forEach(address -> place(batch, address, millis, false));
        return pass(carryOut(batch));
    }

    @Override
    public Pass renew(Collection<InetAddress> addresses, long millis) throws LeaseException {
        if (addresses.isEmpty()) {
            return Pass.OPEN;
        }
        var batch = new NetlinkBatch(sequence);
        addresses.forEach(address -> {
            remove(batch, address);
            place(batch, address, millis, false);
        });
        return pass(carryOut(batch));
    }

    @Override
    public void shut(InetAddress address) throws LeaseException {
        var batch = new NetlinkBatch(sequence);
        remove(batch, address);
        int error = carryOut(batch);
        if (error != 0 && error != ENOENT) {
            throw new LeaseException(
                    "wanted to shut '%s', nftables answered error %d"
                            .formatted(address.getHostAddress(), error));
        }
    }

    /// Closes the line to the kernel. The gate stays, and shuts by itself.
    @Override
    public void close() {
        socket.close();
    }

    /// Takes the gate away: everything passes. Only when no address of ours is on this host.
    public static void dismantle() throws LeaseException {
        runNft(
                """
                table inet belay_gate
                delete table inet belay_gate
                table arp belay_gate
                delete table arp belay_gate
                """);
    }

    private int carryOut(NetlinkBatch batch) throws LeaseException {
        int error = socket.carryOut(batch);
        sequence = batch.nextSequence();
        return error;
    }

    private Pass pass(int error) throws LeaseException {
        return switch (error) {
            case 0 -> Pass.OPEN;
            case ENOENT -> isThere() ? Pass.REFUSED : Pass.GONE;
            case EEXIST -> Pass.REFUSED;
            default -> throw new LeaseException("nftables answered error " + error);
        };
    }

    /// An address that nobody uses is put in and taken out again: that fails only without a table.
    private boolean isThere() throws LeaseException {
        byte[] nobody = {0, 0, 0, 0};
        var batch = new NetlinkBatch(sequence);
        for (int family : new int[] {NetlinkBatch.INET, NetlinkBatch.ARP}) {
            batch.add(family, TABLE, OPEN4, nobody, 1);
            batch.delete(family, TABLE, OPEN4, nobody);
        }
        return carryOut(batch) != ENOENT;
    }

    private static void place(
            NetlinkBatch batch, InetAddress address, long millis, boolean isForEver) {
        byte[] key = address.getAddress();
        if (address instanceof Inet4Address) {
            String set = isForEver ? OURS4 : OPEN4;
            batch.add(NetlinkBatch.INET, TABLE, set, key, millis);
            batch.add(NetlinkBatch.ARP, TABLE, set, key, millis);
        } else {
            batch.add(NetlinkBatch.INET, TABLE, isForEver ? OURS6 : OPEN6, key, millis);
            batch.add(NetlinkBatch.INET, TABLE, isForEver ? OURS_ND : OPEN_ND, key, millis);
        }
    }

    private static void remove(NetlinkBatch batch, InetAddress address) {
        byte[] key = address.getAddress();
        if (address instanceof Inet4Address) {
            batch.delete(NetlinkBatch.INET, TABLE, OPEN4, key);
            batch.delete(NetlinkBatch.ARP, TABLE, OPEN4, key);
        } else {
            batch.delete(NetlinkBatch.INET, TABLE, OPEN6, key);
            batch.delete(NetlinkBatch.INET, TABLE, OPEN_ND, key);
        }
    }

    private static void runNft(String rules, String... options) throws LeaseException {
        List<String> line = new ArrayList<>(List.of("nft", "-f", "-"));
        line.addAll(List.of(options));
        try {
            Process nft = new ProcessBuilder(line).redirectErrorStream(true).start();
            try (var out = nft.getOutputStream()) {
                out.write(rules.getBytes(StandardCharsets.UTF_8));
            }
            // What it says fits into the pipe; to read first would wait for one that hangs.
            if (!nft.waitFor(NFT_SECONDS, TimeUnit.SECONDS)) {
                nft.destroyForcibly();
                throw new LeaseException(
                        "nft did not end within " + NFT_SECONDS + " s: the gate is not there");
            }
            String said = new String(nft.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            if (nft.exitValue() != 0) {
                throw new LeaseException(
                        "wanted to build the gate, nft said '%s': without nftables an address is"
                                        .formatted(said.strip())
                                + " held by its lifetime alone");
            }
        } catch (IOException e) {
            throw new LeaseException("wanted to run nft, found none: install nftables", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseException("interrupted while building the gate", e);
        }
    }
}
