package dev.belay.agent.enroll;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Certificates and private keys as PEM text, read and written by the JDK alone.
public final class Pem {

    /// How a certificate begins.
    public static final String CERTIFICATE_BEGIN = "-----BEGIN CERTIFICATE-----";

    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    private Pem() {}

    public static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate always has an encoding", e);
        }
    }

    public static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /// Reads the first certificate of a file.
    ///
    /// @throws IOException when there is none; the message names the file and what to do
    public static X509Certificate readCertificate(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new IOException(
                    file
                            + " should be a certificate in PEM, found something else ("
                            + e.getMessage()
                            + "): write it again from the cluster's authority",
                    e);
        }
    }

    /// Reads all certificates of a file.
    ///
    /// @throws IOException when there is none; the message names the file and what to do
    public static List<X509Certificate> readCertificates(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            return found.isEmpty() ? List.of(readCertificate(file)) : found;
        } catch (CertificateException e) {
            throw new IOException(
                    file
                            + " should be certificates in PEM, found something else ("
                            + e.getMessage()
                            + "): write it again from the cluster's authority",
                    e);
        }
    }

    /// Reads one certificate from a text.
    public static X509Certificate certificate(String pem) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Reads an unencrypted PKCS#8 key on an elliptic curve.
    ///
    /// @throws IOException when there is none; the message names the file and what to do
    public static PrivateKey readPrivateKey(Path file) throws IOException {
        return privateKey(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
    }

    /// Reads the first key of a text.
    public static PrivateKey privateKey(String text) throws IOException {
        return privateKey(text, "the text");
    }

    private static PrivateKey privateKey(String text, String where) throws IOException {
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw notAKey(where, null);
        }
        try {
            byte[] der =
                    Base64.getMimeDecoder()
                            .decode(text.substring(begin + KEY_BEGIN.length(), end).strip());
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey(where, e);
        }
    }

    private static IOException notAKey(String where, @Nullable Exception cause) {
        return new IOException(
                where
                        + " should be an EC private key in PEM (PKCS#8), found something else:"
                        + " write it again from the cluster's authority",
                cause);
    }

    public static void write(Path file, String text) throws IOException {
        write(file, text, PosixFilePermissions.fromString("rw-r--r--"));
    }

    public static void writeSecret(Path file, String text) throws IOException {
        write(file, text, PosixFilePermissions.fromString("rw-------"));
    }

    private static void write(Path file, String text, Set<PosixFilePermission> mode)
            throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("a file in a folder is wanted, found '" + file + "'");
        }
        // The mode is set at creation: a secret is at no moment readable by others.
        FileAttribute<?>[] attributes =
                parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                        : new FileAttribute<?>[0];
        Path fresh = parent.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String block(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
