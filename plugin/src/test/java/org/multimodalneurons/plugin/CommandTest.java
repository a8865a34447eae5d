package org.multimodalneurons.plugin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.multimodalneurons.plugin.host.VirtualImageJ;

/** What tests of commands share: ImageJ on a screen, a tiny model for the session, no windows left from one test to the next. */
public abstract class CommandTest {

    /** Runs commands. */
    protected static Commands commands;

    /** Starts ImageJ. */
    @BeforeAll
    protected static void openCommands() {
        VirtualImageJ.start();
        commands = new Commands();
    }

    /** Ends the session. */
    @AfterAll
    protected static void closeCommands() {
        commands.close();
    }

    /** Closes what a test opened. */
    @AfterEach
    protected void closeWindows() {
        Commands.closeWindows();
    }
}
