package dev.belay.reach.bundle;

import static dev.belay.reach.bundle.SignedBundle.CONFIG;
import static dev.belay.reach.bundle.SignedBundle.DESIGN;
import static dev.belay.reach.bundle.SignedBundle.MANIFEST;
import static dev.belay.reach.bundle.SignedBundle.bytes;
import static dev.belay.reach.bundle.SignedBundle.joined;

import dev.belay.model.bundle.BundleCode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What can be done to the zip, whatever is in it.
final class ZipTampering {

    private final SignedBundle bundle;

    ZipTampering(SignedBundle bundle) {
        this.bundle = bundle;
    }

    List<Tampered> all() {
        return Stream.of(container(), bombs(), names()).flatMap(List::stream).toList();
    }

    private List<Tampered> container() {
        byte[] gap = bytes("nothing");
        byte[] unicodePath = {0x75, 0x70, 1, 0, 0};
        byte[] zip64 = {1, 0, 0, 0};
        byte[] broken = {0x55};
        return List.of(
                new Tampered("an empty file", BundleCode.NOT_A_ZIP, () -> new byte[0]),
                new Tampered(
                        "a design alone",
                        BundleCode.NOT_A_ZIP,
                        () -> bundle.forge().entry(DESIGN).bytes),
                new Tampered(
                        "a program in front",
                        BundleCode.NOT_A_ZIP,
                        () -> joined(bytes("#!/bin/sh\n"), bundle.whole)),
                new Tampered(
                        "half of it",
                        BundleCode.TRUNCATED,
                        () -> Arrays.copyOf(bundle.whole, bundle.whole.length / 2)),
                new Tampered(
                        "without its last byte",
                        BundleCode.TRUNCATED,
                        () -> Arrays.copyOf(bundle.whole, bundle.whole.length - 1)),
                new Tampered(
                        "with a byte more",
                        BundleCode.STRAY_BYTES,
                        () -> joined(bundle.whole, new byte[] {0})),
                new Tampered(
                        "with a comment",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = bundle.forge();
                            forge.comment = gap;
                            return forge.zip();
                        }),
                new Tampered(
                        "two bundles in one file",
                        BundleCode.STRAY_BYTES,
                        () -> joined(bundle.older, bundle.whole)),
                bundle.forged(
                        "bytes between entries",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.before = gap),
                new Tampered(
                        "bytes before the directory",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = bundle.forge();
                            forge.beforeDirectory = gap;
                            return forge.zip();
                        }),
                bundle.forged(
                        "an entry that the directory hides",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.isHidden = true),
                new Tampered(
                        "a directory that promises more",
                        BundleCode.STRAY_BYTES,
                        () -> {
                            ZipForge forge = bundle.forge();
                            forge.moreEntries = 1;
                            return forge.zip();
                        }),
                new Tampered(
                        "a second disk",
                        BundleCode.ZIP_FEATURE,
                        () -> {
                            ZipForge forge = bundle.forge();
                            forge.disk = 1;
                            return forge.zip();
                        }),
                bundle.forged("encryption", BundleCode.ZIP_FEATURE, CONFIG, f -> f.flags = 1),
                bundle.forged(
                        "sizes behind the data", BundleCode.ZIP_FEATURE, CONFIG, f -> f.flags = 8),
                bundle.forged(
                        "an unknown method",
                        BundleCode.ZIP_FEATURE,
                        CONFIG,
                        f -> {
                            f.method = 93;
                            f.localMethod = 93;
                        }),
                bundle.forged("a comment", BundleCode.ZIP_FEATURE, CONFIG, f -> f.comment = gap),
                bundle.forged(
                        "another name", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = unicodePath),
                bundle.forged("ZIP64", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = zip64),
                bundle.forged(
                        "half a field", BundleCode.ZIP_FEATURE, CONFIG, f -> f.extra = broken),
                bundle.forged(
                        "two names for one entry",
                        BundleCode.HEADERS_DIFFER,
                        CONFIG,
                        f -> f.localName = bytes("nodes/gw-x/agent.json")),
                bundle.forged("two sizes", BundleCode.HEADERS_DIFFER, CONFIG, f -> f.localSize = 1),
                bundle.forged(
                        "two methods", BundleCode.HEADERS_DIFFER, CONFIG, f -> f.localMethod = 8),
                bundle.forged(
                        "an entry that reaches over the next one",
                        BundleCode.STRAY_BYTES,
                        CONFIG,
                        f -> f.packedSize += 100),
                bundle.forged(
                        "for everybody to write",
                        BundleCode.HEADERS_CHANGED,
                        CONFIG,
                        f -> f.mode = 0100666));
    }

    private List<Tampered> bombs() {
        byte[] zeros = new byte[2 * 1024 * 1024];
        return List.of(
                new Tampered(
                        "a file that is too large",
                        BundleCode.FILE_TOO_LARGE,
                        () -> Arrays.copyOf(bundle.whole, 16 * 1024 * 1024 + 1)),
                new Tampered(
                        "ten thousand entries",
                        BundleCode.TOO_MANY_ENTRIES,
                        () -> {
                            ZipForge forge = bundle.forge();
                            for (int i = 0; i < 10_000; i++) {
                                forge.add("f" + i, "");
                            }
                            return forge.zip();
                        }),
                new Tampered(
                        "an entry of 13 MB",
                        BundleCode.ENTRY_TOO_LARGE,
                        () -> bundle.forge().with(CONFIG, f -> f.plain(new byte[13 << 20])).zip()),
                new Tampered(
                        "three entries of 10 MB, well packed",
                        BundleCode.UNPACKED_TOO_LARGE,
                        () -> {
                            byte[] large = fiftyToOne(10 << 20);
                            return bundle.forge()
                                    .with(CONFIG, f -> f.packed(large))
                                    .with("nodes/gw-2/agent.json", f -> f.packed(large))
                                    .with("nodes/gw-3/agent.json", f -> f.packed(large))
                                    .zip();
                        }),
                bundle.forged("a bomb", BundleCode.RATIO, CONFIG, f -> f.packed(zeros)),
                bundle.forged(
                        "a bomb that promises little",
                        BundleCode.RATIO,
                        CONFIG,
                        f -> {
                            f.packed(zeros);
                            f.size = 10;
                            f.localSize = 10;
                        }),
                bundle.forged(
                        "a flipped bit", BundleCode.ENTRY_DAMAGED, DESIGN, f -> f.bytes[100] ^= 1),
                bundle.forged(
                        "packed data that ends early",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes = Arrays.copyOf(f.bytes, f.bytes.length - 20);
                            f.packedSize = f.bytes.length;
                        }),
                bundle.forged(
                        "packed data that is none",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes[0] = (byte) 0xff;
                        }),
                bundle.forged(
                        "bytes behind packed data",
                        BundleCode.STRAY_BYTES,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.bytes = joined(f.bytes, new byte[] {1, 2, 3});
                            f.packedSize = f.bytes.length;
                        }),
                bundle.forged(
                        "less than its header promises",
                        BundleCode.ENTRY_DAMAGED,
                        DESIGN,
                        f -> {
                            f.packed(f.bytes);
                            f.size++;
                            f.localSize++;
                        }));
    }

    /// Bytes that pack to about a fiftieth.
    private byte[] fiftyToOne(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(1);
        for (int at = 0; at + 64 < length; at += 4096) {
            for (int i = 0; i < 64; i++) {
                bytes[at + i] = (byte) random.nextInt();
            }
        }
        return bytes;
    }

    private List<Tampered> names() {
        return List.of(
                bundle.added(BundleCode.PATH_ABSOLUTE, "/etc/cron.d/x"),
                bundle.added(BundleCode.PATH_ABSOLUTE, "C:/x"),
                bundle.added(BundleCode.PATH_ABSOLUTE, "\\\\server\\x"),
                bundle.added(BundleCode.PATH_CLIMBS, "../x"),
                bundle.added(BundleCode.PATH_CLIMBS, "nodes/../../x"),
                bundle.added(BundleCode.PATH_CLIMBS, "nodes\\..\\..\\x"),
                bundle.added(BundleCode.PATH_CHARACTERS, "nodes\\x"),
                bundle.added(BundleCode.PATH_CHARACTERS, "nodes//x"),
                bundle.added(BundleCode.PATH_CHARACTERS, "./x"),
                bundle.added(BundleCode.PATH_CHARACTERS, ".ssh/authorized_keys"),
                bundle.added(BundleCode.PATH_CHARACTERS, "x.belay\0.txt"),
                bundle.added(BundleCode.PATH_CHARACTERS, "x\u202ey"),
                bundle.added(BundleCode.PATH_CHARACTERS, ""),
                bundle.added(BundleCode.PATH_TOO_LONG, "x".repeat(256)),
                bundle.added(BundleCode.DUPLICATE_ENTRY, DESIGN),
                bundle.added(BundleCode.DUPLICATE_ENTRY, MANIFEST),
                bundle.added(BundleCode.PATH_CLASH, "Design.belay"),
                bundle.added(BundleCode.PATH_CLASH, DESIGN + "/x"),
                bundle.added(BundleCode.PATH_CLASH, "nodes"),
                bundle.added(BundleCode.NO_PLAIN_FILE, "nodes/gw-9/"),
                bundle.forged(
                        "a symbolic link", BundleCode.NO_PLAIN_FILE, CONFIG, f -> f.mode = 0120777),
                bundle.forged("a device", BundleCode.NO_PLAIN_FILE, CONFIG, f -> f.mode = 0060644),
                bundle.forged(
                        "a folder of that name",
                        BundleCode.NO_PLAIN_FILE,
                        CONFIG,
                        f -> f.mode = 0040755));
    }
}
