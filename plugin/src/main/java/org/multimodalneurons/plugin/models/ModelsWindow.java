package org.multimodalneurons.plugin.models;

import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;

import ij.WindowManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.imagej.Recording;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.Verification;
import org.multimodalneurons.zoo.ZooEntry;

/**
 * The window of the models: a table of them, what is known of the selected one, and what can be done with it. It stays
 * open beside the images; what takes long is done in the background, one thing at a time; what a macro could do is
 * recorded as the command that does it.
 */
final class ModelsWindow extends JFrame {

    private static final long serialVersionUID = 1L;
    private static final String TITLE = "Models";
    private static final int GAP = 8;
    private static final String DOWNLOAD = "Download...";
    private static final String REMOVE = "Remove...";
    private static final String SET_CURRENT = "Set current";
    private static final String OK = "OK";
    private static final String CANCEL = "Cancel";

    private final transient ModelZoo zoo;
    private final ModelsTable rows = new ModelsTable();
    private final ModelsView table = new ModelsView(rows);
    private final JTextArea details = new JTextArea(11, 60);
    private final JLabel current = new JLabel();
    private final TaskBar tasks = new TaskBar(Thread.currentThread().getContextClassLoader(), this::refresh);
    private final ModelButtons buttons = new ModelButtons();

    private ModelsWindow(ModelZoo zoo) {
        super(TITLE);
        this.zoo = zoo;
        table.setName("models");
        table.getSelectionModel().addListSelectionListener(event -> showSelected());
        details.setName("details");
        details.setEditable(false);
        details.setLineWrap(true);
        details.setWrapStyleWord(true);
        details.setBorder(BorderFactory.createEmptyBorder(GAP / 2, GAP / 2, GAP / 2, GAP / 2));
        current.setName("current");
        var head = new JPanel(new GridLayout(0, 1));
        head.add(current);
        head.add(new JLabel("Models folder: " + zoo.folder()));
        var halves = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(table), new JScrollPane(details));
        halves.setResizeWeight(.7);
        var content = new JPanel(new BorderLayout(GAP, GAP));
        content.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        content.add(head, BorderLayout.NORTH);
        content.add(halves, BorderLayout.CENTER);
        addButtons();
        content.add(buttons, BorderLayout.EAST);
        content.add(tasks, BorderLayout.SOUTH);
        setContentPane(content);
        listenToKeys(content);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowActivated(WindowEvent event) {
                if (!tasks.busy()) refresh(); // a command may have loaded, chosen or fetched a model
            }

            @Override
            public void windowClosed(WindowEvent event) {
                tasks.cancel();
                WindowManager.removeWindow(ModelsWindow.this);
            }
        });
        refresh();
        table.fit();
        pack();
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        setSize(Math.min(getWidth(), screen.width), Math.min(getHeight(), screen.height));
        setLocationByPlatform(true);
    }

    /** Enter or a double click fetches the selected model or makes it the current one, Delete removes it, Esc leaves. */
    private void listenToKeys(JComponent content) {
        Runnable main = () -> {
            buttons.press(DOWNLOAD);
            buttons.press(SET_CURRENT);
        };
        onKey(table, KeyEvent.VK_ENTER, main);
        onKey(table, KeyEvent.VK_DELETE, () -> buttons.press(REMOVE));
        onKey(content, KeyEvent.VK_ESCAPE, () -> {
            if (tasks.busy()) tasks.cancel();
            else dispose();
        });
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2) main.run();
            }
        });
    }

    private static void onKey(JComponent part, int key, Runnable work) {
        part.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key, 0), key);
        part.getActionMap().put(key, new AbstractAction() {

            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                work.run();
            }
        });
    }

    /** Opens the window, or brings it to the front. */
    static void open(ModelZoo zoo) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SwingUtilities.invokeLater(() -> {
            if (WindowManager.getFrame(TITLE) instanceof ModelsWindow window && window.isShowing()) {
                window.refresh();
                window.toFront();
                return;
            }
            Thread.currentThread().setContextClassLoader(loader);
            var window = new ModelsWindow(zoo);
            WindowManager.addWindow(window);
            window.setVisible(true);
        });
    }

    private void addButtons() {
        buttons.forModel(
                model -> !model.isReady(),
                DOWNLOAD,
                "Fetches the selected model; address, size and licence are shown first (Enter)",
                this::download);
        buttons.forModel(
                model -> model.folder().isPresent(),
                "Verify",
                "Checks that the files of the selected model are whole and unchanged, by their SHA-256",
                this::verify);
        buttons.when(
                model -> true,
                "Import file...",
                "Copies a weights file (safetensors or PyTorch) into the models folder, and lists it",
                () -> chooseImport(JFileChooser.FILES_ONLY));
        buttons.when(
                model -> true,
                "Import folder...",
                "Copies a folder of weights and configuration into the models folder, and lists it",
                () -> chooseImport(JFileChooser.DIRECTORIES_ONLY));
        buttons.forModel(
                ListedModel::isRemovable,
                REMOVE,
                "Deletes the files of the selected model; it stays in the list if it can be fetched again (Delete)",
                this::remove);
        buttons.forModel(
                model -> model.isReady() && !model.current(),
                SET_CURRENT,
                "All commands look through the selected model, now and in later sessions (Enter)",
                this::setCurrent);
        buttons.when(
                model -> Models.SESSION.inMemory().isPresent(),
                "Unload",
                "Frees the memory of the model that is loaded; the next command loads it again",
                this::unload);
        buttons.when(model -> true, "Open folder", "Shows the models folder in the file browser", this::openFolder);
        buttons.always("Close", "Closes the window; a download stops, and goes on another time (Esc)", this::dispose);
    }

    private Optional<ListedModel> selected() {
        int row = table.getSelectedRow();
        return row < 0 ? Optional.empty() : Optional.of(rows.model(table.convertRowIndexToModel(row)));
    }

    /** Reads the list anew, and keeps the selection. */
    private void refresh() {
        String before = selected().map(model -> model.entry().name()).orElse(ModelChoice.EMBEDDED_NAME);
        try {
            rows.show(ListedModel.all(zoo));
        } catch (UserException e) {
            tasks.say(e.getMessage(), true); // the user's list of models has mistakes
        }
        current.setText(status());
        int row = rows.row(before);
        if (row >= 0) {
            int shown = table.convertRowIndexToView(row);
            table.setRowSelectionInterval(shown, shown);
        }
        showSelected();
    }

    private static String status() {
        String memory = Models.SESSION
                .inMemory()
                .map(model -> "in memory: " + model.choice())
                .orElse("none in memory");
        return "Current model, which commands look through unless they are given another: " + Models.SESSION.chosen()
                + " (" + memory + ")";
    }

    private void showSelected() {
        details.setText(selected().map(ModelDetails::text).orElse(""));
        details.setCaretPosition(0);
        buttons.update(selected(), tasks.busy());
    }

    private void start(String command, String options, Function<Progress, String> work) {
        Recording.command(command, options);
        tasks.start(work);
    }

    /** Asks; Enter gives the first of the answers. */
    private boolean confirmed(String question, String first) {
        var text = new JTextArea(question);
        text.setEditable(false);
        text.setOpaque(false);
        text.setFocusable(false);
        return JOptionPane.showOptionDialog(
                        this,
                        text,
                        TITLE,
                        JOptionPane.OK_CANCEL_OPTION,
                        JOptionPane.QUESTION_MESSAGE,
                        null,
                        new Object[] {OK, CANCEL},
                        first)
                == 0;
    }

    private void download() {
        selected().filter(model -> confirmed(model.downloadTerms(), OK)).ifPresent(model -> {
            ZooEntry entry = model.entry();
            start("Download Model...", "name=" + entry.name(), progress -> {
                Path folder = zoo.download(entry, progress);
                return entry.name() + " is in " + folder + ". Set current has the commands look through it.";
            });
        });
    }

    private void verify() {
        selected()
                .map(ListedModel::entry)
                .ifPresent(entry -> start("Verify Model...", "name=" + entry.name(), progress -> {
                    Verification verification = zoo.verify(entry, progress);
                    if (!verification.intact()) throw new UserException(verification.describe());
                    return verification.describe();
                }));
    }

    private void remove() {
        selected().filter(model -> confirmed(model.removalTerms(zoo), CANCEL)).ifPresent(model -> {
            ZooEntry entry = model.entry();
            start("Remove Model...", "name=" + entry.name(), progress -> {
                RemoveModel.remove(zoo, entry);
                return entry.name() + " was removed.";
            });
        });
    }

    private void setCurrent() {
        selected()
                .map(ListedModel::entry)
                .ifPresent(entry -> start("Choose...", "model=" + entry.name(), progress -> {
                    ModelChoice choice = ModelChoice.of(entry);
                    String need = choice.memory()
                            .map(memory -> " " + memory.sentence() + ".")
                            .orElse("");
                    Models.SESSION.remember(choice);
                    return "The commands now look through " + entry.name() + ", in later sessions too." + need;
                }));
    }

    private void unload() {
        start("Unload Model", "", progress -> {
            Models.SESSION.close();
            return "No model is kept in memory; the next command loads one.";
        });
    }

    private void chooseImport(int what) {
        var chooser = new JFileChooser();
        chooser.setFileSelectionMode(what);
        chooser.setDialogTitle("Import a model");
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION)
            importFrom(chooser.getSelectedFile().toPath());
    }

    /** Asks for the name, and imports. */
    void importFrom(Path path) {
        Object name = JOptionPane.showInputDialog(
                this, "Name for " + path + ":", TITLE, JOptionPane.QUESTION_MESSAGE, null, null, ImportedName.of(path));
        if (name == null) return;
        start("Import Model...", "path=[" + path + "] name=[" + name + "]", progress -> {
            ZooEntry entry = zoo.importFrom(path, name.toString(), progress);
            return "Imported " + path + " as " + entry.name() + ".";
        });
    }

    private void openFolder() {
        tasks.start(progress -> {
            try {
                Files.createDirectories(zoo.folder());
                if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.OPEN))
                    throw new UserException(
                            "This desktop does not say how it opens folders; the models are in " + zoo.folder() + ".");
                Desktop.getDesktop().open(zoo.folder().toFile());
                return "";
            } catch (IOException e) {
                throw new UserException("The folder " + zoo.folder() + " cannot be opened: " + WholeFile.reason(e), e);
            }
        });
    }
}
