package org.multimodalneurons.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What was expected here was computed by Python: ftfy 6.3, then html.unescape twice, split, lower. */
class TextCleaningTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schön",
                "don’t",
                "à la mode",
                "são paulo não é a capital, às vezes coração",
                "zażółć gęślą jaźń",
                "příliš žluťoučký kůň",
                "ελλάδα είναι μια όμορφη χώρα",
                "москва — столица россии",
                "日本の首都です。",
                "مرحبا بالعالم",
                "नमस्ते दुनिया",
                "😀 and 👩‍🚀",
                "20 °c, ½ × €100"
            })
    void textReadInTheWrongCharacterSetIsRepaired(String meant) {
        for (String charset : new String[] {"ISO-8859-1", "windows-1252", "IBM437"}) {
            Charset wrong = Charset.forName(charset);
            String once = new String(meant.getBytes(StandardCharsets.UTF_8), wrong);
            if (once.indexOf('\ufffd') >= 0) continue; // bytes were lost
            assertEquals(TextCleaning.clean(meant), TextCleaning.clean(once), charset);
            String twice = new String(once.getBytes(StandardCharsets.UTF_8), wrong);
            if (!charset.equals("IBM437") && twice.indexOf('\ufffd') < 0)
                assertEquals(TextCleaning.clean(meant), TextCleaning.clean(twice), charset + " twice");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the café's naïve crème brûlée",
                "il fut arrêté…",
                "ahå™, the new sofa",
                "nestlé® lancôme™",
                "её дети",
                "1 000 €, 50 %, £20, ¥300, §5 ¶2 a² b³",
                "bangladéš…",
                "ñandú é",
                "4×4"
            })
    void rightTextIsLeftAlone(String text) {
        assertEquals(text, TextCleaning.clean(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"THE CAFÉ’S", "L’ÉTÉ – À", "ÉCOLE’"})
    void anApostropheAfterACapitalIsNoMojibake(String text) {
        assertEquals(text.toLowerCase(Locale.ROOT).replace('’', '\''), TextCleaning.clean(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A “curly” photo of cafÃ© — café|a \"curly\" photo of café — café",
                "â€œ like this â€�|\" like this �",
                "SÃ£o Paulo Ã  direita Ã s vezes|são paulo à direita às vezes",
                "ＬＯＵＤ　ＮＯＩＳＥＳ ＄１ ＼|loud noises $1 \\",
                "Ｕﾀｰﾝ ﾊﾞ|uターン バ",
                "ﬁﬂuﬃ Ǆ ǅ Ĳ|fifluffi dž dž ij",
                "&amp;amp;|&",
                "&eacute;&EACUTE;|éé",
                "<p>&eacute &notit; &bogus; &copy2|<p>é ¬it; &bogus; ©2",
                "<p>&#39;&#x1F600;&#128;&#0;&#xD800;&#1114112;&#99999999999;|<p>'😀€����",
                "<p>&#1;x&#xFFFE;y|<p>xy",
                "&Jscr;ohn|𝒥ohn",
                "İstanbul ΑΣ|i̇stanbul ας",
            })
    void textIsCleanedAsTheReferenceDoes(String text, String expected) {
        assertEquals(expected, TextCleaning.clean(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\\u0000b\\u0007',ab",
        "'\\ufeffbom\\u206a\\ufff9',bom",
        "'\\u001b[36;44mhi\\u001b[0m',hi",
        "'a\\u2028b\\rc\\r\\nd\\te',a b c d e",
        "'\\u0091quoted\\u0092','''quoted'''",
        "'e\\u0301',é",
        "'\\ud83d',\ufffd",
        "'\\u3000 \\u00a0\\u2009',''",
    })
    void charactersThatDoNotShowAreCleanedAsTheReferenceDoes(String escaped, String expected) {
        assertEquals(expected, TextCleaning.clean(unescaped(escaped)));
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})|\\\\([rnt])").matcher(text).replaceAll(found -> {
            if (found.group(1) != null) return Character.toString(Integer.parseInt(found.group(1), 16));
            return found.group(2).equals("r") ? "\r" : found.group(2).equals("n") ? "\n" : "\t";
        });
    }
}
