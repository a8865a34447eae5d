package org.multimodalneurons.weights;

/** The names of open_clip, which are OpenAI's; {@code CustomTextCLIP} puts {@code text.} before those of the text tower. */
enum OpenClipNames implements Naming {
    PLAIN(""),
    CUSTOM_TEXT("text.");

    private final String textPrefix;

    OpenClipNames(String textPrefix) {
        this.textPrefix = textPrefix;
    }

    @Override
    public String describe() {
        return this == PLAIN ? "open_clip or OpenAI" : "open_clip's CustomTextCLIP";
    }

    @Override
    public Stored stored(String canonical) {
        boolean text = !canonical.startsWith("visual.") && !canonical.equals("logit_scale");
        return Stored.as(text ? textPrefix + canonical : canonical);
    }
}
