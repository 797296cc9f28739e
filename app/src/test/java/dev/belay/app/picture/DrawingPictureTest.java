package dev.belay.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.topology.SampleCluster;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@ExtendWith(ApplicationExtension.class)
class DrawingPictureTest {

    /// A pixel's colour is another one when it is so far away, of 255.
    private static final int FAR = 64;

    private record Taken(Marks marks, BufferedImage screen, List<String> shown) {}

    @Start
    void start(Stage stage) {}

    private static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
    }

    private static Taken take(Language language, Look look, boolean cluster, String example) {
        return fx(() -> {
            var ui = new Ui(language, look, 100, () -> 0);
            ui.reduceMotionProperty().set(true);
            var sheet =
                    Pictures.sheet(
                            ui,
                            cluster ? SampleCluster.longNames() : null,
                            example.isEmpty() ? null : example);
            var shown = new ArrayList<String>();
            texts(sheet.root(), shown);
            WritableImage screen = sheet.image(1);
            Pictures.keep(name(language, look, example) + "-screen.png", sheet.image());
            var taken = new Taken(sheet.marks(), SwingFXUtils.fromFXImage(screen, null), shown);
            sheet.end();
            return taken;
        });
    }

    private static String name(Language language, Look look, String example) {
        return "drawing-%s-%s-%s"
                .formatted(language.code(), look.code(), example.replace(".belay", ""));
    }

    /// What one can read on the scene, icons left out.
    private static void texts(Node node, List<String> into) {
        if (!node.isVisible()) {
            return;
        }
        boolean isIcon = node.getStyleClass().contains("letter");
        if (node instanceof Text text && !isIcon && !text.getText().isBlank()) {
            into.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> texts(child, into));
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static List<String> squeezed(List<String> texts) {
        return texts.stream().map(DrawingPictureTest::squeezed).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, LIGHT, false, ec2-route-table.belay",
        "ENGLISH, DARK, true, ''",
        "JAPANESE, LIGHT, true, gateway-cluster.belay"
    })
    void a_drawing_is_the_same_on_the_screen_in_svg_and_in_pdf(
            Language language, Look look, boolean cluster, String example) throws Exception {
        var taken = take(language, look, cluster, example);
        assertThat(squeezed(taken.marks().texts()))
                .containsExactlyElementsOf(squeezed(taken.shown()));

        byte[] svg = SvgWriter.write(taken.marks());
        Pictures.keep(name(language, look, example) + ".svg", svg);
        assertThat(squeezed(textsOf(parsed(svg))))
                .containsExactlyElementsOf(squeezed(taken.shown()));

        byte[] pdf = PdfWriter.write(taken.marks());
        Pictures.keep(name(language, look, example) + ".pdf", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(false);
            assertThat(squeezed(stripper.getText(document))).contains(squeezed(taken.shown()));
            for (var font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font).isEmbedded()).isTrue();
            }
            assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language.code());
            var page = new PDFRenderer(document).renderImageWithDPI(0, 96, ImageType.RGB);
            keep(name(language, look, example) + "-pdf.png", page);
            assertThat(differing(page, taken.screen())).isLessThan(0.02);
        }
    }

    private static void keep(String name, BufferedImage image) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        Pictures.keep(name, out.toByteArray());
    }

    private static Document parsed(byte[] svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<String> textsOf(Document svg) {
        var texts = new ArrayList<String>();
        var found = svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", "text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(((Element) found.item(i)).getTextContent());
        }
        return texts;
    }

    /// The part of the pixels that are of another colour, beyond what edges of letters are.
    private static double differing(BufferedImage a, BufferedImage b) {
        int width = Math.min(a.getWidth(), b.getWidth());
        int height = Math.min(a.getHeight(), b.getHeight());
        assertThat(Math.abs(a.getWidth() - b.getWidth())).isLessThan(3);
        assertThat(Math.abs(a.getHeight() - b.getHeight())).isLessThan(3);
        int differing = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (distance(a.getRGB(x, y), b.getRGB(x, y)) > FAR) {
                    differing++;
                }
            }
        }
        return (double) differing / width / height;
    }

    private static int distance(int a, int b) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs((a >> shift & 255) - (b >> shift & 255)));
        }
        return most;
    }

    @Test
    void words_are_as_wide_as_the_window_had_them() throws Exception {
        var marks = take(Language.JAPANESE, Look.LIGHT, true, "gateway-cluster.belay").marks();
        var words = new ArrayList<Mark.Words>();
        collect(marks.marks(), words);
        var lettering = new Lettering();
        assertThat(words).hasSizeGreaterThan(20);
        for (var one : words) {
            double width = lettering.set(one).stream().mapToDouble(Lettering.Run::width).sum();
            assertThat(width).as(one.toString()).isBetween(one.width() - 2, one.width() + 2);
        }
    }

    private static void collect(List<Mark> marks, List<Mark.Words> into) {
        for (var mark : marks) {
            if (mark instanceof Mark.Group group) {
                collect(group.marks(), into);
            } else if (mark instanceof Mark.Words words && words.face() != Typeface.ICONS) {
                into.add(words);
            }
        }
    }

    @Test
    void the_footer_says_whose_it_is_of_when_and_how_old_what_was_seen_is() {
        var texts = take(Language.ENGLISH, Look.LIGHT, true, "").marks().texts();
        assertThat(texts).anyMatch(text -> text.startsWith("Drawn 2026-03-01"));
        assertThat(texts)
                .anyMatch(text -> text.matches("As observed: \\d of \\d members, .* s before"));
        assertThat(
                        take(Language.ENGLISH, Look.LIGHT, false, "ec2-route-table.belay")
                                .marks()
                                .texts())
                .contains("As designed; nothing on it was observed");
    }

    @Test
    void three_hundred_members_take_less_than_two_seconds_beside_the_walk() throws Exception {
        // The sample is slow to make, for each report composes a picture: three times a hundred.
        var hundred =
                fx(() -> {
                    var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
                    ui.reduceMotionProperty().set(true);
                    var subject = Pictures.subject(ui, SampleCluster.many(100, 6), null);
                    long begun = System.nanoTime();
                    var sheet = new Sheet(ui, subject, Pictures.NOW);
                    long laid = System.nanoTime();
                    var walked = sheet.marks();
                    long done = System.nanoTime();
                    System.out.printf(
                            "drawing %d ms, walk %d ms%n",
                            (laid - begun) / 1_000_000, (done - laid) / 1_000_000);
                    sheet.end();
                    return walked;
                });
        var marks = new Marks("many", "en", hundred.width(), hundred.height() * 3, thrice(hundred));
        // What the thread itself took: others may be busy on the same machine.
        var clock = ManagementFactory.getThreadMXBean();
        for (var kind : List.of(PictureKind.SVG, PictureKind.PDF)) {
            long begun = clock.getCurrentThreadCpuTime();
            byte[] bytes =
                    kind == PictureKind.SVG ? SvgWriter.write(marks) : PdfWriter.write(marks);
            var took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - begun);
            System.out.printf("%s %d ms, %d KB%n", kind, took.toMillis(), bytes.length / 1024);
            Pictures.keep("three-hundred" + kind.ending(), bytes);
            assertThat(took).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static List<Mark> thrice(Marks marks) {
        var all = new ArrayList<Mark>();
        for (int i = 0; i < 3; i++) {
            var down = new Matrix(1, 0, 0, 1, 0, i * marks.height());
            all.add(new Mark.Group(down, 1, null, marks.marks()));
        }
        return all;
    }
}
