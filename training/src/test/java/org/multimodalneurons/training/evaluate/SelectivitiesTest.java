package org.multimodalneurons.training.evaluate;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class SelectivitiesTest {

    @Test
    void areasCountThePairsThatAreInOrderAndTiesHalf() {
        int n = 60;
        Random random = new Random(1);
        List<Stimulus> stimuli = stimuli(random.ints(n, 0, 3).toArray());
        float[][] responses = new float[n][2];
        for (float[] row : responses) for (int u = 0; u < 2; u++) row[u] = random.nextInt(9) - 4f;
        float[][] areas = Selectivities.of(stimuli, responses, 4).areas();
        for (int c = 0; c < 3; c++)
            for (int u = 0; u < 2; u++) assertEquals(pairs(stimuli, responses, c, u), areas[c][u], 1e-6);
        assertNull(areas[3], "a concept without an image");
    }

    @Test
    void theUnitIsChosenByItsWorstModalityAndScoredOnWhatWasHeldOut() {
        Selectivities flat = new Selectivities(new float[][] {{.9f, .8f, 1}});
        Selectivities text = new Selectivities(new float[][] {{.6f, .7f, .2f}});
        Selectivities style = new Selectivities(new float[][] {{1, .75f, 1}});
        Selectivities font = new Selectivities(new float[][] {{1, .65f, 1}});
        BestUnit best = BestUnit.choose(List.of(flat, text), style, font).get(0);
        assertEquals(1, best.unit());
        assertEquals(.7, best.chosenBy(), 1e-6);
        assertEquals(.65, best.worst(), 1e-6);
    }

    @Test
    void anAnswersRankCountsThoseWithALargerCosine() {
        Answers answers = new Answers(new float[][] {{1, 0}, {0, 1}, {.6f, .8f}});
        float[] embedding = {.1f, .99f};
        assertEquals(1, answers.best(embedding));
        assertArrayEquals(
                new int[] {2, 0, 1},
                answers.ranks(new float[][] {embedding, embedding, embedding}, new int[] {0, 1, 2}));
    }

    private static List<Stimulus> stimuli(int[] concepts) {
        return IntStream.of(concepts)
                .mapToObj(concept -> new Stimulus(concept, canvas -> {}))
                .toList();
    }

    private static double pairs(List<Stimulus> stimuli, float[][] responses, int concept, int unit) {
        double good = 0;
        int pairs = 0;
        for (int i = 0; i < responses.length; i++)
            for (int j = 0; j < responses.length; j++)
                if (stimuli.get(i).answer() == concept && stimuli.get(j).answer() != concept) {
                    pairs++;
                    float difference = responses[i][unit] - responses[j][unit];
                    good += difference > 0 ? 1 : difference == 0 ? .5 : 0;
                }
        return good / pairs;
    }
}
