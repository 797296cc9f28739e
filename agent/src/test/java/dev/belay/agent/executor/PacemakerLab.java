package dev.belay.agent.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A real cluster of Pacemaker and Corosync of one node, and a bare host next to it with our agent
/// as its remote node; each in namespaces of its own, with a cable between them. Needs root.
final class PacemakerLab implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final String NETWORK = "10.98.7";

    private static final String OWN =
            "mount -t tmpfs none /run && mkdir -p /run/resource-agents /run/lock /run/crm"
                    + " && chown hacluster:haclient /run/crm && mount -t tmpfs none /dev/shm"
                    + " && mount -t tmpfs none /var/lib/corosync"
                    + " && mount -t tmpfs none /var/lib/pacemaker"
                    + " && for one in blackbox cib cores pengine; do"
                    + " mkdir /var/lib/pacemaker/$one"
                    + " && chown hacluster:haclient /var/lib/pacemaker/$one || exit 1; done"
                    + " && ip link set lo up && hostname \"$0\""
                    + " && if [ -n \"$1\" ]; then mount --bind \"$1\" /etc/corosync/corosync.conf; fi"
                    + " && echo ready && exec cat";

    private static final String COROSYNC =
            """
            totem {
              version: 2
              cluster_name: lab
              transport: udpu
              crypto_cipher: none
              crypto_hash: none
            }
            nodelist {
              node {
                ring0_addr: 10.98.7.1
                name: full
                nodeid: 1
              }
            }
            quorum {
              provider: corosync_votequorum
            }
            logging {
              to_stderr: yes
              to_syslog: no
            }
            """;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private @Nullable Process full;
    private @Nullable Process remote;
    private @Nullable Process agent;

    private PacemakerLab(Path folder) {
        this.folder = folder;
    }

    /// @param folder for keys and logs
    static PacemakerLab start(Path folder) throws Exception {
        var lab = new PacemakerLab(folder);
        try {
            lab.begin();
        } catch (Exception | AssertionError e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    private void begin() throws Exception {
        byte[] key = new byte[4096];
        new java.util.Random(1).nextBytes(key);
        Path keyFile = Files.write(folder.resolve("authkey"), key);
        // The controller of Pacemaker is not root.
        must(List.of("chmod", "755", folder.toString()));
        must(List.of("chgrp", "haclient", keyFile.toString()));
        must(List.of("chmod", "640", keyFile.toString()));
        Path corosync = folder.resolve("corosync.conf");
        Files.writeString(corosync, COROSYNC);
        Process one = host("full", corosync.toString());
        Process other = host("far", "");
        full = one;
        remote = other;
        // Straight into both namespaces: nothing of it is seen on this machine.
        must(
                List.of(
                        "ip",
                        "link",
                        "add",
                        "eth0",
                        "netns",
                        Long.toString(one.pid()),
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "eth0",
                        "netns",
                        Long.toString(other.pid())));
        must(entering(one, "ip", "addr", "add", NETWORK + ".1/24", "dev", "eth0"));
        must(entering(one, "ip", "link", "set", "eth0", "up"));
        must(entering(other, "ip", "addr", "add", NETWORK + ".2/24", "dev", "eth0"));
        must(entering(other, "ip", "link", "set", "eth0", "up"));
        background("corosync.log", entering(one, "corosync", "-f"));
        // It answers from then on.
        await(() -> quietly(entering(one, "corosync-cfgtool", "-s")) == 0, "corosync");
        background(
                "pacemakerd.log",
                entering(
                        one,
                        "env",
                        "PCMK_debug=yes",
                        "PCMK_authkey_location=" + folder.resolve("authkey"),
                        "PCMK_logfile=" + folder.resolve("pacemaker.log"),
                        "PCMK_logfacility=none",
                        "pacemakerd",
                        "-f"));
        awaitStatus(status -> status.contains("with_quorum=\"true\""), "a coordinator");
        onFull("crm_attribute", "-t", "crm_config", "-n", "stonith-enabled", "-v", "false");
    }

    private Process host(String name, String corosync) throws IOException {
        Process holder =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "--mount",
                                "--ipc",
                                "--uts",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc",
                                "--",
                                "sh",
                                "-c",
                                OWN,
                                name,
                                corosync)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(holder);
        assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        return holder;
    }

    /// Starts our agent as a remote node, with the command that people use.
    void startAgent() throws Exception {
        Process host = remote;
        assertThat(host).isNotNull();
        if (host != null) {
            agent =
                    background(
                            "agent.log",
                            entering(
                                    host,
                                    System.getProperty("java.home") + "/bin/java",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "dev.belay.agent.cli.Belay",
                                    "agent",
                                    "run",
                                    "--remote",
                                    "--key",
                                    folder.resolve("authkey").toString(),
                                    "--state-dir",
                                    "/run/belay-remote"));
        }
    }

    /// By a signal such as `TERM` or `KILL`. What nsenter starts in a namespace of processes is its
    /// child.
    void signalAgent(String signal) throws Exception {
        Process running = agent;
        assertThat(running).isNotNull();
        if (running != null) {
            ProcessHandle java = running.children().findFirst().orElse(running.toHandle());
            must(List.of("kill", "-" + signal, Long.toString(java.pid())));
        }
    }

    int awaitAgentsEnd() throws Exception {
        Process running = agent;
        assertThat(running).isNotNull();
        if (running == null) {
            return -1;
        }
        assertThat(running.waitFor(READY.toSeconds(), TimeUnit.SECONDS)).as(this::log).isTrue();
        return running.exitValue();
    }

    String onFull(String... command) throws Exception {
        Process host = full;
        assertThat(host).isNotNull();
        return host == null ? "" : must(entering(host, command));
    }

    String onRemote(String... command) throws Exception {
        Process host = remote;
        assertThat(host).isNotNull();
        return host == null ? "" : must(entering(host, command));
    }

    /// Adds a piece of configuration.
    void configure(String section, String xml) throws Exception {
        onFull("cibadmin", "-o", section, "-C", "-X", xml);
    }

    String awaitStatus(Predicate<String> condition, String what) throws Exception {
        var last = new StringBuilder();
        await(
                () -> {
                    last.setLength(0);
                    last.append(status());
                    return condition.test(last.toString());
                },
                what);
        return last.toString();
    }

    private String status() throws Exception {
        Process host = full;
        return host == null
                ? ""
                : said(entering(host, "crm_mon", "-1", "-A", "--output-as=xml")).text();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Condition condition, String what) throws Exception {
        long end = System.nanoTime() + READY.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " within 60 s; " + status() + log());
            }
            Thread.sleep(100);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("agent.log"));
        } catch (IOException e) {
            return "no log of the agent";
        }
    }

    private static List<String> entering(Process holder, String... command) {
        var all = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid())));
        all.addAll(List.of("-n", "-m", "-i", "-u"));
        // unshare itself stays outside of the namespace of processes that it made.
        all.add("--pid=/proc/" + holder.pid() + "/ns/pid_for_children");
        all.add("--");
        all.addAll(List.of(command));
        return all;
    }

    private Process background(String log, List<String> command) throws IOException {
        var file = ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile());
        Process process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file).start();
        processes.add(process);
        return process;
    }

    private record Answer(int code, String text) {}

    private static Answer said(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private static String must(List<String> command) throws Exception {
        Answer answer = said(command);
        assertThat(answer.code())
                .as(() -> String.join(" ", command) + ": " + answer.text())
                .isZero();
        return answer.text();
    }

    private static int quietly(List<String> command) throws Exception {
        return said(command).code();
    }

    /// All in a namespace of processes ends with the first of them, and the cable with its network.
    @Override
    public void close() {
        processes.reversed().forEach(one -> one.destroyForcibly().onExit().join());
    }
}
