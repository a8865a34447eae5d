package org.multimodalneurons.zoo;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's answer after all redirections.
 *
 * @param address that answered in the end
 * @param status of HTTP
 * @param headers of the last answer
 * @param hub what a model hub said about the file on the way
 * @param body the bytes to come; to be closed
 */
record Answer(URI address, int status, HttpHeaders headers, HubFacts hub, Arrivals body) implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(?:(\\d{1,18})|\\*)");
    private static final Pattern STRONG_TAG = Pattern.compile("\"[^\"]*\"");

    /**
     * What a hub's first answer tells of a file.
     *
     * @param commit the repository's, which an address that follows a branch leads to at present
     * @param sha256 of the file
     */
    record HubFacts(Optional<String> commit, Optional<String> sha256) {

        static final HubFacts NONE = new HubFacts(Optional.empty(), Optional.empty());

        /** These facts, and where there are none those of an answer. */
        HubFacts or(HttpHeaders headers) {
            return new HubFacts(
                    commit.or(() -> headers.firstValue("X-Repo-Commit").filter(text -> text.matches("[0-9a-f]{40}"))),
                    sha256.or(() -> headers.firstValue("X-Linked-Etag")
                            .map(text -> text.replace("\"", ""))
                            .filter(text -> text.matches("[0-9a-f]{64}"))));
        }
    }

    /** The length of the whole file, where it is told. */
    OptionalLong wholeLength() {
        Optional<Matcher> range = range();
        if (range.isPresent()) {
            String whole = range.get().group(2);
            return whole == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(whole));
        }
        return status == 200 ? headers.firstValueAsLong("Content-Length") : OptionalLong.empty();
    }

    /** Where in the file the bytes begin. */
    long start() {
        return range().map(range -> range.group(1)).map(Long::parseLong).orElse(0L);
    }

    /** What tells this version of the file from others: a strong ETag, or the date of its last change. */
    Optional<String> version() {
        return headers.firstValue("ETag")
                .filter(tag -> STRONG_TAG.matcher(tag).matches())
                .or(() -> headers.firstValue("Last-Modified"));
    }

    /** Whether it is a web page, which no file of a model is. */
    boolean isPage() {
        return headers.firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    /** How long the server asks to wait. */
    Optional<Duration> comeBackAfter() {
        return headers.firstValue("Retry-After").flatMap(Answer::wait);
    }

    private static Optional<Duration> wait(String text) {
        if (text.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty(); // a header that says nothing is as good as none
        }
    }

    private Optional<Matcher> range() {
        return headers.firstValue("Content-Range").map(RANGE::matcher).filter(Matcher::matches);
    }

    @Override
    public void close() {
        body.close();
    }
}
