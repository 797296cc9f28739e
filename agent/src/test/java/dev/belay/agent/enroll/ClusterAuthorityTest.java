package dev.belay.agent.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SignatureException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAuthorityTest {

    @TempDir Path dir;

    @Test
    void a_certificate_names_cluster_and_node_and_is_signed_by_the_authority() throws Exception {
        var authority = ClusterAuthority.create("lab-1");

        var files = authority.issue("node-2").writeTo(dir);

        var certificate = Pem.readCertificate(files.certificate());
        assertThat(NodeName.of(certificate)).contains(new NodeName("lab-1", "node-2"));
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(Pem.readCertificate(files.authority())).isEqualTo(authority.certificate());
        assertThat(Pem.readPrivateKey(files.key()).getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void openssl_takes_a_certificate_for_what_it_is() throws Exception {
        var authority = ClusterAuthority.create("lab-1");
        var files = authority.issue("node-2").writeTo(dir);

        var verify =
                run(
                        "openssl",
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-CAfile",
                        files.authority().toString(),
                        files.certificate().toString());
        var shown =
                run("openssl", "x509", "-noout", "-text", "-in", files.certificate().toString());

        assertThat(verify).contains("node.pem: OK");
        assertThat(shown)
                .contains("URI:belay://lab-1/node-2", "Version: 3", "CA:FALSE")
                .contains("TLS Web Server Authentication, TLS Web Client Authentication");
    }

    @Test
    void a_certificate_can_live_beyond_the_years_of_two_digits() throws Exception {
        var authority = ClusterAuthority.create("lab-1");
        Instant far = Instant.parse("2063-04-05T11:22:33Z");

        var certificate = authority.certify("n1", Keys.generate().getPublic(), Instant.now(), far);

        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(far);
        certificate.verify(authority.certificate().getPublicKey());
    }

    @Test
    void a_store_gives_back_what_it_was_given_and_shows_it_to_nobody_else() throws Exception {
        var store = new AuthorityStore(dir.resolve("authorities"));
        var authority = ClusterAuthority.create("lab-1");
        store.put(authority);

        assertThat(store.ids()).containsExactly(authority.id());
        assertThat(store.find(authority.id()).orElseThrow().certificate())
                .isEqualTo(authority.certificate());
        assertThat(store.find("../..")).isEmpty();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(dir.resolve("authorities"))))
                .isEqualTo("rwx------");

        store.remove(authority.id());
        assertThat(store.find(authority.id())).isEmpty();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void a_key_can_be_read_by_its_owner_alone() throws IOException {
        var files = ClusterAuthority.create("lab-1").issue("node-2").writeTo(dir);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void an_authority_that_was_written_issues_again_after_it_is_read() throws Exception {
        var before = ClusterAuthority.create("lab-1");
        before.writeTo(dir);

        var after = ClusterAuthority.readFrom(dir);

        var files = after.issue("node-9").writeTo(dir.resolve("node-9"));
        assertThat(after.clusterId()).isEqualTo("lab-1");
        Pem.readCertificate(files.certificate()).verify(before.certificate().getPublicKey());
    }

    @Test
    void a_certificate_of_another_authority_does_not_verify() throws IOException {
        var other = ClusterAuthority.create("lab-1");
        var files = ClusterAuthority.create("lab-1").issue("node-2").writeTo(dir);
        var certificate = Pem.readCertificate(files.certificate());

        assertThatThrownBy(() -> certificate.verify(other.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void a_file_that_is_no_key_is_named_with_advice() throws IOException {
        Path file = Files.writeString(dir.resolve("node.key"), "nonsense");

        assertThatThrownBy(() -> Pem.readPrivateKey(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("write it again");
    }

    @Test
    void names_that_are_no_belay_uri_are_not_taken_for_one() {
        assertThat(NodeName.parse("belay://lab/node-1")).contains(new NodeName("lab", "node-1"));
        assertThat(NodeName.parse("belay://lab/node-1/x")).isEmpty();
        assertThat(NodeName.parse("belay://lab@evil/node-1")).isEmpty();
        assertThat(NodeName.parse("https://lab/node-1")).isEmpty();
        assertThat(NodeName.parse("belay://lab/")).isEmpty();
        assertThat(NodeName.parse("belay://lab/node-1?x=1")).isEmpty();
    }
}
