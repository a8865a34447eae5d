package org.multimodalneurons.plugin.models;

import java.util.Optional;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

import org.multimodalneurons.UserException;

/** The model that was chosen for all sessions, kept among the user's preferences, where SciJava keeps its own too. */
interface RememberedChoice {

    /** What was chosen; empty when nothing was, or the embedded model. */
    Optional<ModelChoice> get();

    /** Keeps a choice for sessions to come. */
    void set(ModelChoice choice);

    /** In the preferences of the user who runs this program. */
    static RememberedChoice inPreferences() {
        return new RememberedChoice() {

            private static final String KEY = "model";

            @Override
            public Optional<ModelChoice> get() {
                return ModelChoice.parse(node().get(KEY, ""));
            }

            @Override
            public void set(ModelChoice choice) {
                Preferences node = node();
                if (choice.equals(ModelChoice.embedded())) node.remove(KEY);
                else node.put(KEY, choice.toString());
                try {
                    node.flush(); // ImageJ may end without a word
                } catch (BackingStoreException e) {
                    throw new UserException(
                            "The choice holds for this session, but the preferences of Java cannot keep it: "
                                    + e.getMessage(),
                            e);
                }
            }

            private Preferences node() {
                return Preferences.userRoot().node("org/multimodalneurons");
            }
        };
    }
}
