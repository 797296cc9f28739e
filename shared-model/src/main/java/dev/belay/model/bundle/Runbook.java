package dev.belay.model.bundle;

import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.text.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How a person makes the cluster of a design, in Markdown: each step with its command.
final class Runbook {

    private final Design design;
    private final List<LeftOut> leftOut;
    private final Locale locale;
    private final BundleTexts texts;
    private final StringBuilder out = new StringBuilder();
    private int step;

    private Runbook(Design design, List<LeftOut> leftOut, Locale locale) {
        this.design = design;
        this.leftOut = leftOut;
        this.locale = locale;
        this.texts = BundleTexts.of(locale);
    }

    static String of(Design design, List<LeftOut> leftOut, Locale locale) {
        var runbook = new Runbook(design, leftOut, locale);
        runbook.write();
        return runbook.out.toString();
    }

    private void write() {
        out.append("# ")
                .append(say("title", Markdown.text(design.cluster().name())))
                .append("\n\n");
        out.append(say("intro")).append("\n");
        nodes();
        services();
        section("steps");
        before();
        members();
        policy();
        proxies();
        secrets();
        proxySecrets();
        configSets();
        inForce();
        leftOut();
    }

    private String say(String key, String... args) {
        return texts.text("runbook." + key, args);
    }

    private void section(String key) {
        out.append("\n## ").append(say(key)).append("\n\n");
    }

    private void step(String key, String... args) {
        step++;
        out.append(step).append(". ").append(say(key, args)).append("\n");
    }

    private void command(String line) {
        out.append("\n   ```\n   ").append(line).append("\n   ```\n\n");
    }

    private void nodes() {
        section("nodes");
        row(List.of("id", "name", "role", "address", "zone"));
        out.append("| --- | --- | --- | --- | --- |\n");
        for (Node node : design.nodes()) {
            String address =
                    node.address().map(one -> one + " : " + node.agentPort().number()).orElse("–");
            cells(
                    List.of(
                            node.id().toString(),
                            node.name(),
                            texts.text("role." + node.role().name().toLowerCase(Locale.ROOT)),
                            address,
                            design.containerOf(node, Zone.class).map(Zone::name).orElse("–")));
        }
    }

    private void services() {
        if (design.services().isEmpty()) {
            return;
        }
        section("services");
        row(List.of("id", "name", "resources"));
        out.append("| --- | --- | --- |\n");
        for (Service service : design.services()) {
            cells(
                    List.of(
                            service.id().toString(),
                            service.name(),
                            service.resources().stream()
                                    .map(Resource::name)
                                    .collect(Collectors.joining(" → "))));
        }
    }

    private void row(List<String> keys) {
        cells(keys.stream().map(key -> say("column." + key)).toList());
    }

    private void cells(List<String> cells) {
        out.append("| ");
        out.append(cells.stream().map(Markdown::text).collect(Collectors.joining(" | ")));
        out.append(" |\n");
    }

    private void before() {
        step("verify");
        command("belay bundle verify BUNDLE.zip --allowed-signers ALLOWED_SIGNERS");
        step("check");
        command("belay check " + BundleDraft.DESIGN);
        step("install", "/etc/belay/agent.json");
        out.append('\n');
        for (Node node : design.nodes()) {
            if (node.role().member()) {
                out.append("   - ").append(Markdown.text(node.name())).append(": `");
                out.append(Rendering.agentFile(node)).append("`\n");
            }
        }
        out.append('\n');
    }

    private void members() {
        List<Node> admins = withRole(NodeRole.ADMIN);
        List<Node> workers = withRole(NodeRole.WORKER);
        List<Node> witnesses = withRole(NodeRole.WITNESS);
        step("keys");
        command("belay key reset");
        String admin = admins.isEmpty() ? say("no-admin") : Markdown.text(admins.getFirst().name());
        if (!workers.isEmpty()) {
            step("admin", admin, names(workers));
            command("belay admin prepare --name " + cluster() + " --workers " + workers.size());
            step("worker", names(workers));
            command("belay worker prepare");
        }
        if (!witnesses.isEmpty()) {
            step("witness", admin, names(witnesses));
            command("belay admin prepare --witness --workers " + witnesses.size());
            step("worker", names(witnesses));
            command("belay worker prepare");
        }
        if (workers.isEmpty() && witnesses.isEmpty()) {
            step("alone", admin);
            command("belay admin prepare --name " + cluster());
        }
        List<Node> others = design.nodes().stream().filter(node -> !node.role().member()).toList();
        if (!others.isEmpty()) {
            step("others", names(others));
        }
        step("seen");
        command("belay node list");
    }

    private String cluster() {
        return word(design.cluster().name());
    }

    private List<Node> withRole(NodeRole role) {
        return design.nodes().stream().filter(node -> node.role() == role).toList();
    }

    private static String names(List<Node> nodes) {
        return nodes.stream()
                .map(one -> Markdown.text(one.name()))
                .collect(Collectors.joining(", "));
    }

    private void policy() {
        if (!LeastPolicy.of(design).statements().isEmpty()) {
            step("policy", Rendering.POLICY);
            command(
                    "aws iam put-role-policy --role-name ROLE --policy-name belay --policy-document file://"
                            + Rendering.POLICY);
        }
        if (!Drawn.virtualIps(design).isEmpty()) {
            step("preflight");
            command("belay cloud preflight " + BundleDraft.DESIGN + " --from FOLDER");
        }
    }

    private void proxies() {
        for (Proxy proxy : design.proxies()) {
            Set<String> files = ProxyFiles.of(proxy).keySet();
            if (!files.isEmpty()) {
                step("proxy", Markdown.text(proxy.name()));
                out.append('\n');
                for (String file : files) {
                    out.append("   - `").append(Rendering.proxyFolder(proxy));
                    out.append(file).append("`\n");
                }
                out.append('\n');
            }
        }
    }

    private void secrets() {
        for (FenceDevice device : design.fenceDevices()) {
            for (String name : device.secrets()) {
                step("secret", Markdown.text(name), Markdown.text(device.name()));
                command("belay fence secret " + device.id() + " " + word(name));
            }
        }
    }

    private void proxySecrets() {
        for (Proxy proxy : design.proxies()) {
            if (proxy.user().isPresent()) {
                step("proxy-secret", Markdown.text(proxy.name()));
                command("belay proxy secret " + proxy.id());
            }
        }
    }

    private void configSets() {
        for (ConfigSet set : design.configSets()) {
            step("publish", Markdown.text(set.name()));
            command("belay config publish " + word(set.name()) + " FOLDER --target TARGET");
        }
    }

    private void inForce() {
        step("apply");
        command("belay apply " + BundleDraft.DESIGN);
        step("status");
        command("belay check-status");
        step("sweep");
        command("belay whatif " + BundleDraft.DESIGN + " --sweep");
        for (Service service : design.services()) {
            step("drill", Markdown.text(service.name()));
            command("belay drill " + service.id() + " --kind move --report drill.html");
        }
        step("back");
        command("belay apply FORMER.belay");
    }

    private void leftOut() {
        section("left-out");
        if (leftOut.isEmpty()) {
            out.append(say("left-out.none")).append("\n");
        }
        for (LeftOut one : leftOut) {
            out.append("- ");
            out.append(
                    texts.text(
                            "left-out." + one.what().code(),
                            Markdown.text(one.of()),
                            Markdown.text(one.shownName(locale))));
            out.append("\n");
        }
    }

    /// A word of a shell's line, in quotes where it needs them.
    private static String word(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", " ");
        return shown.matches("[A-Za-z0-9._-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'";
    }
}
