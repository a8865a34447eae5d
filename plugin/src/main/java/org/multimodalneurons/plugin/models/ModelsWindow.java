package org.multimodalneurons.plugin.models;

import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.GridLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;

import ij.WindowManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
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

    private final transient ModelZoo zoo;
    private final ModelsTable rows = new ModelsTable();
    private final JTable table = new JTable(rows);
    private final JTextArea details = new JTextArea(9, 60);
    private final TaskBar tasks = new TaskBar(Thread.currentThread().getContextClassLoader(), this::refresh);
    private final transient List<Action> actions = new ArrayList<>();

    /** A button, and for which models it can be pressed. */
    private record Action(JButton button, Predicate<Optional<ListedModel>> possible) {}

    private ModelsWindow(ModelZoo zoo) {
        super(TITLE);
        this.zoo = zoo;
        table.setName("models");
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setAutoCreateRowSorter(true);
        table.setAutoResizeMode(JTable.AUTO_RESIZE_LAST_COLUMN);
        table.setRowHeight(table.getFontMetrics(table.getFont()).getHeight() + 4);
        for (int i = 0; i < ModelsTable.COLUMNS.size(); i++)
            table.getColumnModel()
                    .getColumn(i)
                    .setPreferredWidth(ModelsTable.COLUMNS.get(i).width());
        table.getSelectionModel().addListSelectionListener(event -> showSelected());
        details.setName("details");
        details.setEditable(false);
        details.setLineWrap(true);
        details.setWrapStyleWord(true);
        details.setBorder(BorderFactory.createEmptyBorder(GAP / 2, GAP / 2, GAP / 2, GAP / 2));
        var halves = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(table), new JScrollPane(details));
        halves.setResizeWeight(.7);
        var content = new JPanel(new BorderLayout(GAP, GAP));
        content.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        content.add(new JLabel("Models folder: " + zoo.folder()), BorderLayout.NORTH);
        content.add(halves, BorderLayout.CENTER);
        content.add(buttons(), BorderLayout.EAST);
        content.add(tasks, BorderLayout.SOUTH);
        setContentPane(content);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                tasks.cancel();
                WindowManager.removeWindow(ModelsWindow.this);
            }
        });
        refresh();
        setSize(1180, 640);
        setLocationByPlatform(true);
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

    private JPanel buttons() {
        var column = new JPanel(new GridLayout(0, 1, 0, GAP / 2));
        Predicate<Optional<ListedModel>> any = model -> true;
        Predicate<Optional<ListedModel>> onDisk =
                model -> model.filter(it -> it.folder().isPresent()).isPresent();
        add(column, "Download...", model -> model.filter(it -> !it.isReady()).isPresent(), this::download);
        add(column, "Verify", onDisk, this::verify);
        add(column, "Import file...", any, () -> chooseImport(JFileChooser.FILES_ONLY));
        add(column, "Import folder...", any, () -> chooseImport(JFileChooser.DIRECTORIES_ONLY));
        add(column, "Remove...", onDisk, this::remove);
        add(
                column,
                "Set current",
                model -> model.filter(it -> it.isReady() && !it.current()).isPresent(),
                this::setCurrent);
        add(column, "Unload", any, this::unload);
        add(column, "Open folder", any, this::openFolder);
        var close = new JButton("Close");
        close.setName("close");
        close.addActionListener(event -> dispose());
        column.add(close);
        var top = new JPanel(new BorderLayout());
        top.add(column, BorderLayout.NORTH);
        return top;
    }

    private void add(JPanel column, String label, Predicate<Optional<ListedModel>> possible, Runnable action) {
        var button = new JButton(label);
        button.setName(label);
        button.addActionListener(event -> action.run());
        actions.add(new Action(button, possible));
        column.add(button);
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
        int row = rows.row(before);
        if (row >= 0) {
            int shown = table.convertRowIndexToView(row);
            table.setRowSelectionInterval(shown, shown);
        }
        showSelected();
    }

    private void showSelected() {
        details.setText(selected().map(ModelDetails::text).orElse(""));
        details.setCaretPosition(0);
        actions.forEach(action -> action.button.setEnabled(!tasks.busy() && action.possible.test(selected())));
    }

    private void start(String command, String options, Function<Progress, String> work) {
        Recording.command(command, options);
        tasks.start(work);
    }

    private boolean confirmed(String question) {
        var text = new JTextArea(question);
        text.setEditable(false);
        text.setOpaque(false);
        return JOptionPane.showConfirmDialog(
                        this, text, TITLE, JOptionPane.OK_CANCEL_OPTION, JOptionPane.QUESTION_MESSAGE)
                == JOptionPane.OK_OPTION;
    }

    private void download() {
        selected().filter(model -> confirmed(model.downloadTerms())).ifPresent(model -> {
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
        selected().filter(model -> confirmed(model.removalTerms(zoo))).ifPresent(model -> {
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
                throw new UserException("The folder " + zoo.folder() + " cannot be opened: " + e.getMessage(), e);
            }
        });
    }
}
