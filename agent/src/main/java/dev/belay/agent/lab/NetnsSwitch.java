package dev.belay.agent.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The lab's switch: a bridge in a network namespace that no file names. It goes with the process
/// that holds it, and all cables with it.
final class NetnsSwitch {

    private static final int LAST_LAB = 254;

    private final Process holder;
    private final int lab;
    private final Set<LabState.Cut> cuts = new LinkedHashSet<>();

    private NetnsSwitch(Process holder, int lab) {
        this.holder = holder;
        this.lab = lab;
    }

    static NetnsSwitch make() throws LabException, IOException, InterruptedException {
        var command = new ArrayList<>(AgentProcess.dyingWithParent());
        command.addAll(List.of("unshare", "--net", "--", "sh", "-c", "echo ready; exec cat"));
        Process holder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(said.readLine())) {
            throw new LabException("netns.refused");
        }
        long pid = holder.pid();
        ip(pid, "link", "set", "lo", "up");
        ip(pid, "link", "add", "br0", "type", "bridge", "forward_delay", "0");
        ip(pid, "link", "set", "br0", "up");
        Tools.runWith(
                """
                add table bridge lab
                add chain bridge lab cuts { type filter hook forward priority 0; }
                """,
                List.of(Tools.inNetworkOf(pid, "nft", "-f", "-")));
        return new NetnsSwitch(holder, plugIn(pid));
    }

    /// The cable to this machine itself. Its name is the claim on the lab's number.
    private static int plugIn(long pid) throws LabException, IOException, InterruptedException {
        for (int lab = 1; lab <= LAST_LAB; lab++) {
            try {
                Tools.run(
                        "ip",
                        "link",
                        "add",
                        "belay-lab" + lab,
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "uplink",
                        "netns",
                        Long.toString(pid));
            } catch (Tools.Failure e) {
                if (String.valueOf(e.getMessage()).contains("File exists")) {
                    continue;
                }
                throw e;
            }
            Tools.run("ip", "address", "add", network(lab) + ".254/24", "dev", "belay-lab" + lab);
            Tools.run("ip", "link", "set", "belay-lab" + lab, "up");
            ip(pid, "link", "set", "uplink", "master", "br0");
            ip(pid, "link", "set", "uplink", "up");
            return lab;
        }
        throw new LabException("addresses", network(1) + ".1", network(LAST_LAB) + ".1");
    }

    private static String network(int lab) {
        return "10.177." + lab;
    }

    String address(int node) {
        return network(lab) + "." + node;
    }

    /// Puts a cable between the switch and a host.
    ///
    /// @param hostPid a process in the host's network
    void connect(String node, int number, long hostPid) throws IOException, InterruptedException {
        long pid = holder.pid();
        ip(
                pid,
                "link",
                "add",
                port(node),
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                Long.toString(hostPid));
        ip(pid, "link", "set", port(node), "master", "br0");
        ip(pid, "link", "set", port(node), "up");
        ip(hostPid, "address", "add", address(number) + "/24", "brd", "+", "dev", "eth0");
        ip(hostPid, "link", "set", "eth0", "up");
    }

    /// Takes the cable out: nothing more leaves the host, not even the ends of its connections.
    void disconnect(String node) throws IOException, InterruptedException {
        try {
            ip(holder.pid(), "link", "delete", port(node));
        } catch (Tools.Failure e) {
            if (!String.valueOf(e.getMessage()).contains("Cannot find device")) {
                throw e;
            }
        }
    }

    void cut(String from, String to) throws IOException, InterruptedException {
        cuts.add(new LabState.Cut(from, to));
        apply();
    }

    void heal(String from, String to) throws IOException, InterruptedException {
        cuts.remove(new LabState.Cut(from, to));
        apply();
    }

    List<LabState.Cut> cuts() {
        return List.copyOf(cuts);
    }

    /// All rules in one transaction.
    private void apply() throws IOException, InterruptedException {
        var rules = new StringBuilder("flush chain bridge lab cuts\n");
        for (LabState.Cut cut : cuts) {
            rules.append("add rule bridge lab cuts iifname \"")
                    .append(port(cut.from()))
                    .append("\" oifname \"")
                    .append(port(cut.to()))
                    .append("\" drop\n");
        }
        Tools.runWith(rules.toString(), List.of(Tools.inNetworkOf(holder.pid(), "nft", "-f", "-")));
    }

    void end() throws InterruptedException {
        holder.destroyForcibly();
        holder.waitFor();
    }

    private static String port(String node) {
        return "p-" + node;
    }

    private static void ip(long pid, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Tools.run(Tools.inNetworkOf(pid, command.toArray(String[]::new)));
    }
}
