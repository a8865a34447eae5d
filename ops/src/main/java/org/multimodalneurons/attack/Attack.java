package org.multimodalneurons.attack;

import java.util.Arrays;
import java.util.List;

import org.multimodalneurons.UserException;

/**
 * A typographic attack: what is written on a picture, and the class that the model shall answer then.
 *
 * @param text not blank
 * @param target one of the classes
 */
public record Attack(String text, String target) {

    private static final String SIGN = "=";

    /** Checks the texts and strips them. */
    public Attack {
        text = text.strip();
        target = target.strip();
        if (text.isEmpty()) throw new UserException("There is nothing to write: give a word, such as pizza.");
        if (target.isEmpty())
            throw new UserException("The attack \"" + text + "\" has no target; write " + text
                    + " alone where it is a class itself, or as in \"$$$ = piggy bank\".");
    }

    /**
     * An attack as a person writes it.
     *
     * @param written {@code pizza}, where the class is called as the word, or {@code $$$ = piggy bank}
     * @throws UserException when a side is blank
     */
    public static Attack parse(String written) {
        int sign = written.lastIndexOf(SIGN);
        return sign < 0
                ? new Attack(written, written)
                : new Attack(written.substring(0, sign), written.substring(sign + SIGN.length()));
    }

    /**
     * The attacks of the paper, with ImageNet's names of their targets.
     *
     * @see <a href="https://distill.pub/2021/multimodal-neurons/#typographic-attacks">Goh et al. 2021, typographic attacks</a>
     */
    public static List<Attack> paper() {
        return parsed(
                "trash = waste container",
                "iPod",
                "rifle",
                "pizza",
                "radio",
                "shark = great white shark",
                "library",
                "meow = Siamese cat",
                "$$$ = piggy bank");
    }

    /** Attacks with words of the embedded model's world. */
    public static List<Attack> embedded() {
        return parsed("pizza", "phone", "money", "radio", "shark", "guitar", "rocket", "robot");
    }

    private static List<Attack> parsed(String... written) {
        return Arrays.stream(written).map(Attack::parse).toList();
    }

    @Override
    public String toString() {
        return text.equals(target) ? text : text + " " + SIGN + " " + target;
    }
}
