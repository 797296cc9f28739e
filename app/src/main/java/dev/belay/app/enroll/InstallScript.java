package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.design.Drawing;
import dev.belay.app.enroll.AgentInstaller.HostFacts;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.SshAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Connects hosts, and puts an agent onto those that have none.
public final class InstallScript extends Script {
    static final int HOSTS_MOST = 32;
    private static final long MEGABYTES = 200;

    private final Texts texts;
    private final NodeBook book;
    private final WizardModel.Ports ports;
    private final Drawing drawing;
    private final Map<String, SavedConnection> ways = new LinkedHashMap<>();
    private final Map<String, HostFacts> facts = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, NodeStanding> arrived = new ConcurrentHashMap<>();
    private String hosts = "";
    private String user = "";
    private String port = "";
    private String jump = "";
    private String keyFile = "";

    public InstallScript(Texts texts, NodeBook book, WizardModel.Ports ports, Drawing drawing) {
        this.texts = texts;
        this.book = book;
        this.ports = ports;
        this.drawing = drawing;
    }

    private boolean isConnected(String node) {
        return book.named(node).isPresent() || book.node(node).isPresent();
    }

    /// Hosts of the open drawing that are neither connected nor written already.
    List<String> drawn() {
        List<String> written = addresses();
        return drawing
                .now()
                .map(one -> DrawnHosts.of(one, this::isConnected))
                .orElse(List.of())
                .stream()
                .filter(one -> !written.contains(one))
                .toList();
    }

    /// A field of the form.
    enum Field {
        HOSTS,
        USER,
        PORT,
        JUMP,
        KEY
    }

    @Override
    public String id() {
        return "install";
    }

    @Override
    public String title() {
        return texts.get("install.title");
    }

    String value(Field field) {
        return switch (field) {
            case HOSTS -> hosts;
            case USER -> user;
            case PORT -> port;
            case JUMP -> jump;
            case KEY -> keyFile;
        };
    }

    void set(Field field, String value) {
        switch (field) {
            case HOSTS -> hosts = value;
            case USER -> user = value;
            case PORT -> port = value;
            case JUMP -> jump = value;
            case KEY -> keyFile = value;
        }
        facts.clear();
        changed();
    }

    List<String> addresses() {
        return hosts.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && !addresses().isEmpty()
                ? texts.get(
                        "install.summary", addresses().size(), shortName(addresses().getFirst()))
                : "";
    }

    @Override
    public String missing(Page page) {
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        List<String> written = addresses();
        if (written.isEmpty()) {
            return texts.get("install.missing.hosts");
        }
        if (written.size() > HOSTS_MOST) {
            return texts.get("install.missing.many", HOSTS_MOST);
        }
        Set<String> seen = new HashSet<>();
        for (String one : written) {
            if (!isAddress(one) || !seen.add(one)) {
                return texts.get("install.missing.address", one);
            }
        }
        if (!port.isBlank() && portNumber() == 0) {
            return texts.get("install.missing.port", port.strip());
        }
        for (String hop : jump.isBlank() ? List.<String>of() : List.of(jump.split(",", -1))) {
            if (!isAddress(hop)) {
                return texts.get("install.missing.address", hop.strip());
            }
        }
        return "";
    }

    private static boolean isAddress(String text) {
        try {
            return !text.startsWith("/") && !SshAddress.parse(text).host().isEmpty();
        } catch (AgentException e) {
            return false;
        }
    }

    private int portNumber() {
        String digits = port.strip();
        int number = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        return number <= 65_535 ? number : 0;
    }

    private SavedConnection way(String address) {
        SavedConnection fresh = SavedConnection.of(address, List.of(address));
        SavedConnection before = ways.get(address);
        SavedConnection now =
                new SavedConnection(
                        before == null ? fresh.id() : before.id(),
                        address,
                        false,
                        user.strip(),
                        portNumber(),
                        jump.strip(),
                        keyFile.strip(),
                        "",
                        fresh.nodes());
        ways.put(address, now);
        return now;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (String address : addresses()) {
            AgentInstaller installer = book.installer(way(address));
            checks.add(
                    check(
                            "reach",
                            address,
                            () -> Finding.pass(installer.reach(), shortName(address))));
            checks.add(check("system", address, () -> system(address, installer)));
            checks.add(check("root", address, () -> root(address, installer)));
            checks.add(check("java", address, () -> java(address, installer)));
            checks.add(check("room", address, () -> room(address, installer)));
            checks.add(check("agent", address, () -> agent(address, installer)));
        }
        return checks;
    }

    private Check check(String id, String address, Check.Probe probe) {
        return new Check(
                id + "-" + address,
                () -> texts.get("group.node", address),
                () -> texts.get("install.check." + id),
                probe);
    }

    /// The host without user, domain and port.
    private static String shortName(String address) {
        String host = address.substring(address.lastIndexOf('@') + 1);
        return host.matches("[0-9.:\\[\\]]+") ? host : host.replaceAll("[.:].*", "");
    }

    /// All checks of a host share one look.
    private HostFacts facts(String address, AgentInstaller installer) throws AgentException {
        synchronized (locks.computeIfAbsent(address, key -> new Object())) {
            HostFacts known = facts.get(address);
            if (known == null) {
                known = installer.look();
                facts.put(address, known);
            }
            return known;
        }
    }

    private Finding system(String address, AgentInstaller installer) throws AgentException {
        HostFacts host = facts(address, installer);
        String said = host.system() + " " + host.architecture();
        return host.system().equals("Linux")
                        && Set.of("x86_64", "aarch64").contains(host.architecture())
                ? Finding.pass(said, shortName(address))
                : Finding.fail(
                        new ApiError(
                                "host-system",
                                texts.get("install.want.system"),
                                "'" + said + "'",
                                texts.get("install.advice.system")),
                        "",
                        shortName(address));
    }

    private Finding root(String address, AgentInstaller installer) throws AgentException {
        HostFacts host = facts(address, installer);
        return host.root()
                ? Finding.pass(host.user(), shortName(address))
                : Finding.fail(
                        new ApiError(
                                "host-root",
                                texts.get("install.want.root"),
                                texts.get("install.found.root", host.user()),
                                texts.get("install.advice.root")),
                        "echo '"
                                + host.user()
                                + " ALL=(ALL) NOPASSWD: ALL' | sudo tee /etc/sudoers.d/belay-install",
                        shortName(address));
    }

    private Finding java(String address, AgentInstaller installer) throws AgentException {
        HostFacts host = facts(address, installer);
        return host.java().isEmpty()
                ? Finding.fail(
                        new ApiError(
                                "host-java",
                                texts.get("install.want.java"),
                                texts.get("install.no-agent"),
                                texts.get("install.advice.java")),
                        "sudo apt-get install -y temurin-25-jdk",
                        shortName(address))
                : Finding.pass(host.java(), shortName(address));
    }

    private Finding room(String address, AgentInstaller installer) throws AgentException {
        HostFacts host = facts(address, installer);
        String said = texts.figures().bytes((double) host.freeMegabytes() * 1e6);
        return host.freeMegabytes() >= MEGABYTES
                ? Finding.pass(said, shortName(address))
                : Finding.fail(
                        new ApiError(
                                "host-room",
                                texts.get(
                                        "install.want.room",
                                        texts.figures().bytes((double) MEGABYTES * 1e6)),
                                said,
                                texts.get("install.advice.room")),
                        "",
                        shortName(address));
    }

    private Finding agent(String address, AgentInstaller installer) throws AgentException {
        HostFacts host = facts(address, installer);
        return host.agent().isEmpty()
                ? Finding.pass(texts.get("install.no-agent"), shortName(address))
                : Finding.warn(
                        new ApiError(
                                "agent-there",
                                texts.get("install.want.agent"),
                                texts.get("install.found.agent", host.agent()),
                                texts.get("install.advice.agent")),
                        "",
                        shortName(address));
    }

    @Override
    public List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        for (String address : addresses()) {
            SavedConnection way = way(address);
            AgentInstaller installer = book.installer(way);
            HostFacts host = facts.get(address);
            boolean there = host != null && !host.agent().isEmpty();
            if (!there) {
                install(deeds, address, installer, host == null || host.systemd());
            }
            deeds.add(
                    Deed.of(
                            "await-" + address,
                            Deed.Kind.CHECK,
                            () -> texts.get("install.deed.await", shortName(address)),
                            shortName(address),
                            "GET /v1/standing",
                            log -> {
                                NodeStanding standing = installer.await(log);
                                arrived.put(address, standing);
                                ports.ui().execute(() -> book.put(way, standing));
                            }));
        }
        return deeds;
    }

    private void install(
            List<Deed> deeds, String address, AgentInstaller installer, boolean systemd) {
        deeds.add(
                Deed.of(
                                "upload-" + address,
                                Deed.Kind.ADD,
                                () -> texts.get("install.deed.upload", shortName(address)),
                                shortName(address),
                                "cat > "
                                        + InstallPlaces.HOST.home()
                                        + "/lib/*.jar\ncat > "
                                        + InstallPlaces.HOST.launcher(),
                                installer::upload)
                        .undoneBy(() -> texts.get("install.undo.upload"), installer::remove));
        deeds.add(
                Deed.of(
                        "configure-" + address,
                        Deed.Kind.ADD,
                        () -> texts.get("install.deed.configure", shortName(address)),
                        shortName(address),
                        "cat > "
                                + InstallPlaces.HOST.config()
                                + "\n"
                                + InstallPlaces.HOST.configText().strip(),
                        installer::configure));
        deeds.add(
                Deed.of(
                        "start-" + address,
                        Deed.Kind.START,
                        () -> texts.get("install.deed.start", shortName(address)),
                        shortName(address),
                        systemd
                                ? "cat > "
                                        + InstallPlaces.HOST.unit()
                                        + "\nsystemctl daemon-reload\n"
                                        + "systemctl enable --now belayd.service"
                                : "setsid "
                                        + InstallPlaces.HOST.launcher()
                                        + " agent run --config "
                                        + InstallPlaces.HOST.config(),
                        installer::start));
    }

    @Override
    public String afterwards() {
        return texts.get("install.after");
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        for (Field field : Field.values()) {
            fields.put(field.name(), value(field));
        }
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        for (Field field : Field.values()) {
            set(field, fields.getOrDefault(field.name(), ""));
        }
    }

    @Override
    public List<Fact> facts(boolean dry) {
        return addresses().stream()
                .map(address -> {
                    NodeStanding standing = arrived.get(address);
                    return standing == null
                            ? new Fact(address, texts.get("install.not"), false)
                            : new Fact(
                                    standing.hostName(),
                                    "belayd " + standing.agentVersion() + " · " + standing.stage(),
                                    true);
                })
                .toList();
    }
}
