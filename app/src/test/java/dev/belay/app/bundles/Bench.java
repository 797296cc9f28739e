package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.editor.EditorModel;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import dev.belay.reach.bundle.SealedBundle;
import dev.belay.reach.bundle.SignersFile;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// A drawing, a folder with bundles, and keys that OpenSSH made.
final class Bench {
    final Path folder;
    final EditorModel editor = new EditorModel();
    final SignersFile signers;
    final Design example;
    @Nullable Path chosen;
    @Nullable Path target;

    /// Of the cluster that is looked at; null while there is none.
    final ObjectProperty<@Nullable Design> inForce = new SimpleObjectProperty<>();

    Bench(Path folder) throws IOException {
        this.folder = folder;
        this.signers = new SignersFile(folder.resolve("user").resolve("allowed_signers"));
        this.example = read(Path.of("..", "examples", "gateway-cluster.belay"));
    }

    BundlePorts ports(Executor background, Executor ui) {
        return new BundlePorts(
                () -> Optional.ofNullable(chosen),
                name -> Optional.ofNullable(target),
                Optional::empty,
                signers,
                folder.resolve("alice"),
                Optional.empty(),
                () -> Instant.parse("2026-06-15T12:00:00Z"),
                ZoneOffset.UTC,
                background,
                ui);
    }

    BundlesModel model() {
        return new BundlesModel(ports(Runnable::run, Runnable::run), drawing(), inForce);
    }

    Drawing drawing() {
        return new Drawing() {
            @Override
            public ObservableValue<@Nullable Design> design() {
                return editor.designProperty();
            }

            @Override
            public boolean wasOpened() {
                return editor.wasOpened();
            }

            @Override
            public void open(Design design, Runnable shown) {
                editor.begun(design);
                shown.run();
            }

            @Override
            public void merge(Design merged, String bundle) {
                editor.edit(EditName.of("merge", bundle), before -> merged);
            }
        };
    }

    Design drawn() {
        Design now = editor.designProperty().get();
        if (now == null) {
            throw new AssertionError("nothing is drawn");
        }
        return now;
    }

    static Design read(Path file) throws IOException {
        return ((Reading.Read) DesignFormat.read(Files.readAllBytes(file))).design();
    }

    Path write(String name, Design design) throws IOException {
        return Files.writeString(folder.resolve(name), DesignFormat.write(design));
    }

    Design with(Design design, String id, String address) {
        Node node = design.find(new ThingId(id), Node.class).orElseThrow();
        return design.with(node.withAddress(IpAddress.parse(address).good()));
    }

    String address(Design design, String id) {
        return design.find(new ThingId(id), Node.class)
                .flatMap(Node::address)
                .map(IpAddress::toString)
                .orElse("");
    }

    /// A key by ssh-keygen.
    Path key(String name, String passphrase) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        run("ssh-keygen", "-q", "-N", passphrase, "-t", "ed25519", "-f", file.toString());
        return file;
    }

    /// Lets the owner of a key vouch.
    void allow(String principal, Path key) throws IOException {
        Files.createDirectories(signers.path().getParent());
        Files.writeString(
                signers.path(), principal + " " + Files.readString(Path.of(key + ".pub")));
    }

    Path bundle(String name, Design design, List<ContentName> after, Optional<Path> key)
            throws Exception {
        Optional<SshSigner> signer = Optional.empty();
        if (key.isPresent()) {
            signer = Optional.of(SshSigner.open(key.get(), Optional.empty(), Secrets.NONE));
        }
        SealedBundle sealed = SealedBundle.of(design, BundleDraft.of(design, after), signer);
        return Files.write(folder.resolve(name), sealed.zip());
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// What the command line says.
    record Said(int code, String out, String text) {}

    Said belay(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.belay.agent.cli.Belay"));
        command.addAll(Arrays.asList(words));
        Path errors = folder.resolve("belay.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, out + Files.readString(errors));
    }
}
