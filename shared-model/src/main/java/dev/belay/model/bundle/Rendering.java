package dev.belay.model.bundle;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.HostName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that Belay itself reads, or people follow, made of a design; and what is needed
/// besides.
final class Rendering {

    /// Nothing of Belay reads or writes a configuration for these yet.
    private static final Set<ThingKind> NOT_RENDERED =
            EnumSet.of(
                    ThingKind.TRANSIT_GATEWAY,
                    ThingKind.DIRECT_CONNECT_GATEWAY,
                    ThingKind.LOAD_BALANCER,
                    ThingKind.STATION,
                    ThingKind.MIRROR);

    /// What the nodes' role in Amazon's cloud has to allow.
    static final String POLICY = "aws/iam-policy.json";

    private Rendering() {}

    static SortedMap<String, byte[]> files(Design design, List<LeftOut> leftOut) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(BundleDraft.DESIGN, bytes(DesignFormat.write(design)));
        for (Node node : design.nodes()) {
            if (node.role().member()) {
                files.put(agentFile(node), bytes(agentConfig(design, node)));
            }
        }
        for (Proxy proxy : design.proxies()) {
            ProxyFiles.of(proxy)
                    .forEach((path, text) -> files.put(proxyFolder(proxy) + path, bytes(text)));
        }
        LeastPolicy policy = LeastPolicy.of(design);
        if (!policy.statements().isEmpty()) {
            files.put(POLICY, bytes(policy.json()));
        }
        files.put("runbook.en.md", bytes(Runbook.of(design, leftOut, Locale.ENGLISH)));
        files.put("runbook.ja.md", bytes(Runbook.of(design, leftOut, Locale.JAPANESE)));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Where the configuration of a node's agent is.
    static String agentFile(Node node) {
        return "nodes/" + node.id() + "/agent.json";
    }

    /// Where the files of a proxy and of the nodes that use it are; ends with a slash.
    static String proxyFolder(Proxy proxy) {
        return "proxies/" + proxy.id() + "/";
    }

    /// What `/etc/belay/agent.json` has to say before the node joins; the rest it learns then.
    private static String agentConfig(Design design, Node node) {
        List<String> fields = new ArrayList<>();
        HostName.parse(node.name())
                .good()
                .ifPresent(name -> fields.add("\"name\": \"" + name.text() + "\""));
        design.containerOf(node, Zone.class)
                .ifPresent(zone -> fields.add("\"zone\": \"" + zone.id() + "\""));
        node.address().ifPresent(address -> fields.add("\"listenHost\": \"" + address + "\""));
        fields.add("\"listenPort\": " + node.agentPort().number());
        return "{\n  " + String.join(",\n  ", fields) + "\n}\n";
    }

    static List<LeftOut> leftOut(Design design) {
        List<LeftOut> all = new ArrayList<>();
        for (FenceDevice device : design.fenceDevices()) {
            for (String name : device.secrets()) {
                all.add(new LeftOut(LeftOut.What.FENCE_SECRET, device.id().toString(), name));
            }
        }
        for (Proxy proxy : design.proxies()) {
            proxy.user()
                    .ifPresent(user ->
                            all.add(
                                    new LeftOut(
                                            LeftOut.What.PROXY_SECRET,
                                            proxy.id().toString(),
                                            user)));
        }
        for (Node node : design.nodes()) {
            LeftOut.What what =
                    node.role().member() ? LeftOut.What.NODE_KEY : LeftOut.What.REMOTE_KEY;
            if (node.role() != NodeRole.GUEST) {
                all.add(new LeftOut(what, node.id().toString(), ""));
            }
        }
        for (String gap : LeastPolicy.of(design).gaps()) {
            all.add(new LeftOut(LeftOut.What.CLOUD_ID, gap, ""));
        }
        design.configSets()
                .forEach(set ->
                        all.add(
                                new LeftOut(
                                        LeftOut.What.CONFIG_SET_FILES,
                                        set.name(),
                                        Integer.toString(set.files().size()))));
        for (Thing thing : design.things()) {
            boolean isEmpty = thing instanceof Proxy proxy && ProxyFiles.of(proxy).isEmpty();
            if (isEmpty || NOT_RENDERED.contains(thing.kind())) {
                all.add(
                        new LeftOut(
                                LeftOut.What.CONFIGURATION,
                                thing.id().toString(),
                                thing.kind().code()));
            }
        }
        return List.copyOf(all);
    }
}
