package dev.belay.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javafx.scene.text.Font;
import org.apache.fontbox.cff.CFFParser;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FontsTest {

    private static Subset subset(Typeface face, String letters) throws Exception {
        var lettering = new Lettering();
        for (int letter : letters.codePoints().toArray()) {
            lettering.subset(face).idOf(letter);
        }
        return lettering.subset(face);
    }

    private static String letters(Typeface face) {
        return switch (face) {
            case JAPANESE, JAPANESE_BOLD -> "東京調整役 gw-1、稼働中";
            case ICONS -> "";
            case INTER, INTER_MEDIUM, INTER_SEMI_BOLD, MONO, MONO_MEDIUM ->
                    "Belay gw-1 · 10.0.0.1 ≤";
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ICONS")
    void a_subset_has_the_same_letters_as_its_typeface(Typeface face) throws Exception {
        var subset = subset(face, letters(face));
        var whole = Glyphs.of(face);
        var written =
                new OTFParser(false).parse(new RandomAccessReadBuffer(OpenTypeFile.write(subset)));
        var letters = written.getUnicodeCmapLookup();
        assertThat(written.getNumberOfGlyphs()).isEqualTo(subset.glyphs().size());
        for (int letter : letters(face).codePoints().toArray()) {
            int id = letters.getGlyphId(letter);
            assertThat(id).isEqualTo(subset.idOf(letter)).isPositive();
            assertThat(written.getAdvanceWidth(id)).isEqualTo(whole.glyph(letter).advance());
            var path = written.getCFF().getFont().getType2CharString(id).getPath();
            var box = FontBox.of(java.util.List.of(whole.glyph(letter)));
            if (!Character.isWhitespace(letter)) {
                assertThat(path.getBounds2D().getMaxX())
                        .isBetween(box.right() - 2.0, box.right() + 2.0);
                assertThat(path.getBounds2D().getMaxY())
                        .isBetween(box.top() - 2.0, box.top() + 2.0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ICONS")
    void other_programs_can_read_it(Typeface face) throws Exception {
        var subset = subset(face, letters(face));
        byte[] file = OpenTypeFile.write(subset);
        var loaded = Font.loadFont(new ByteArrayInputStream(file), 12);
        assertThat(loaded).isNotNull();
        assertThat(loaded.getName()).isEqualTo(face.family());
        var system =
                java.awt.Font.createFont(
                        java.awt.Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
        assertThat(system.canDisplayUpTo(letters(face))).isEqualTo(-1);
        var outlines =
                new CFFParser()
                        .parse(new RandomAccessReadBuffer(CffFont.write("Test", subset.glyphs())))
                        .getFirst();
        assertThat(outlines.getNumCharStrings()).isEqualTo(subset.glyphs().size());
    }
}
