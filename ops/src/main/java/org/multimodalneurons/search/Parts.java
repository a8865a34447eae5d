package org.multimodalneurons.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;

/** The documents of an index that are not deleted, part by part. */
final class Parts {

    /** What is done with a document. */
    interface Visit<T> {
        T at(LeafReader part, int document) throws IOException;
    }

    private Parts() {}

    /** What is read of each document with a term. */
    static <T> List<T> all(IndexReader reader, Term term, Visit<T> visit) throws IOException {
        List<T> results = new ArrayList<>();
        for (LeafReaderContext context : reader.leaves()) {
            LeafReader part = context.reader();
            PostingsEnum documents = part.postings(term, PostingsEnum.NONE);
            if (documents == null) continue;
            Bits live = part.getLiveDocs();
            for (int document = documents.nextDoc();
                    document != PostingsEnum.NO_MORE_DOCS;
                    document = documents.nextDoc())
                if (live == null || live.get(document)) results.add(visit.at(part, document));
        }
        return results;
    }

    /** What is read of the document of a file. */
    static <T> Optional<T> of(IndexReader reader, String file, Visit<T> visit) throws IOException {
        return all(reader, Entry.key(file), visit).stream().findFirst();
    }
}
