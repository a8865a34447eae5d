package org.multimodalneurons.plugin.attack;

import java.awt.Color;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.gui.Plot;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackTrial;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.SuccessRate;
import org.multimodalneurons.plugin.imagej.LineChart;

/** How often attacks succeed against how much of a picture they cover. */
final class SuccessPlot {

    private static final double PERCENT = 100;
    private static final double HEADROOM = 1.08;

    private static final double MARGIN = 1.04;

    private final Plot plot;
    private double widest;

    private SuccessPlot(String title) {
        plot = new Plot(title, "Ink coverage (%)", "Success rate");
        plot.setFrameSize(560, 340);
    }

    /**
     * Of one layout a line for each word, and one with 95 % intervals for all of them together; of several layouts that one for
     * each; a place for each size.
     *
     * @param trials in several sizes
     */
    static ImagePlus of(String title, List<AttackTrial> trials) {
        var chart = new SuccessPlot(title);
        Map<Layout, List<AttackTrial>> layouts =
                grouped(trials, trial -> trial.style().layout());
        if (layouts.size() > 1) chart.addEach(layouts, Layout::name);
        else chart.addWords(trials);
        return chart.plot.getImagePlus();
    }

    private static <K> Map<K, List<AttackTrial>> grouped(List<AttackTrial> trials, Function<AttackTrial, K> key) {
        return trials.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private <K> void addEach(Map<K, List<AttackTrial>> groups, Function<K, String> name) {
        List<K> shown = groups.keySet().stream().limit(LineChart.MOST).toList();
        for (int i = 0; i < shown.size(); i++) addWithIntervals(groups.get(shown.get(i)), LineChart.colour(i));
        finish(shown.stream().map(name).toList());
    }

    private void addWords(List<AttackTrial> trials) {
        Map<Attack, List<AttackTrial>> words = grouped(trials, AttackTrial::attack);
        List<Attack> shown = words.keySet().stream().limit(LineChart.MOST - 2).toList();
        for (int i = 0; i < shown.size(); i++) {
            plot.setColor(LineChart.colour(i));
            plot.setLineWidth(1);
            addLine(byStyle(words.get(shown.get(i))));
        }
        addWithIntervals(trials, Color.BLACK);
        String name = words.size() == 1 ? shown.get(0).text() : "all " + words.size() + " words";
        finish(Stream.concat(shown.stream().map(Attack::text), Stream.of(name)).toList());
    }

    private void addWithIntervals(List<AttackTrial> trials, Color colour) {
        List<SuccessRate> rates = byStyle(trials);
        plot.setColor(colour);
        plot.setLineWidth(3);
        addLine(rates);
        plot.setLineWidth(1);
        for (SuccessRate rate : rates) {
            double x = PERCENT * rate.coverage();
            plot.drawLine(x, rate.interval().low(), x, rate.interval().high());
        }
    }

    private void addLine(List<SuccessRate> rates) {
        for (SuccessRate rate : rates) widest = Math.max(widest, PERCENT * rate.coverage());
        plot.addPoints(column(rates, rate -> PERCENT * rate.coverage()), column(rates, SuccessRate::rate), Plot.LINE);
    }

    private static List<SuccessRate> byStyle(List<AttackTrial> trials) {
        return trials.stream().collect(Collectors.groupingBy(AttackTrial::style)).values().stream()
                .map(SuccessRate::of)
                .sorted(Comparator.comparingDouble(SuccessRate::coverage))
                .toList();
    }

    private static double[] column(List<SuccessRate> rates, Function<SuccessRate, Double> value) {
        return rates.stream().mapToDouble(value::apply).toArray();
    }

    private void finish(List<String> names) {
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend(String.join("\n", names));
        plot.setLimits(0, MARGIN * widest, 0, HEADROOM);
    }
}
