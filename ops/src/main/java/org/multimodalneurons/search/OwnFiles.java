package org.multimodalneurons.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;

/**
 * The folder of an index as Lucene is to see it. It deletes what it does not know not only when it opens an index for
 * writing but also when it closes it, hours later maybe: what else came to lie there meanwhile is hidden from it.
 */
final class OwnFiles extends FilterDirectory {

    private final Path folder;

    /** Opens a folder that is there. */
    OwnFiles(Path folder) throws IOException {
        super(FSDirectory.open(folder));
        this.folder = folder;
    }

    @Override
    public String[] listAll() throws IOException {
        List<String> own = new ArrayList<>();
        for (String name : super.listAll()) if (IndexFiles.isOwn(folder.resolve(name))) own.add(name);
        return own.toArray(String[]::new);
    }
}
