package org.multimodalneurons.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of this computer that misbehaves as it is told: a reply writes whatever bytes it likes. */
final class ScriptedServer implements AutoCloseable {

    /** What a client asked. */
    record Request(String path, Map<String, String> headers) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Where the bytes asked for begin. */
        int from() {
            return header("Range")
                    .map(range -> Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")))
                    .orElse(0);
        }
    }

    /** Answers a request. */
    interface Reply {
        void write(Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Reply reply;

    ScriptedServer(Reply reply) throws IOException {
        this.reply = reply;
        socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        threads.execute(this::accept);
    }

    /** Answers differently from now on. */
    void replyWith(Reply other) {
        reply = other;
    }

    URI address(String path) {
        return URI.create("http://localhost:" + socket.getLocalPort() + path);
    }

    /** All that was asked so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits, as a stalled server does, until the test is over. */
    void stall() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Optional<Request> request = read(connection);
            if (request.isEmpty()) return;
            requests.add(request.get());
            OutputStream out = connection.getOutputStream();
            reply.write(request.get(), out);
            out.flush();
        } catch (IOException e) {
            // the client hung up, as a cancelled one does
        }
    }

    private static Optional<Request> read(Socket connection) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String first = lines.readLine();
        if (first == null) return Optional.empty();
        Map<String, String> headers = new TreeMap<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return Optional.of(new Request(first.replaceAll("^\\S+ (\\S+) .*", "$1"), headers));
    }

    /** Writes a status line and headers. */
    static void head(OutputStream out, String status, String... headers) throws IOException {
        String text = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "")
                + "Connection: close\r\n\r\n";
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A well-behaved server of one version of a file, with ranges. */
    static Reply file(byte[] bytes, String tag) {
        return (request, out) -> {
            boolean same = request.header("If-Range").map(tag::equals).orElse(true);
            int from = same ? request.from() : 0;
            if (from > 0 && from >= bytes.length) {
                head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + bytes.length, "Content-Length: 0");
                return;
            }
            if (from > 0)
                head(
                        out,
                        "206 Partial Content",
                        "ETag: " + tag,
                        "Content-Range: bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length,
                        "Content-Length: " + (bytes.length - from));
            else head(out, "200 OK", "ETag: " + tag, "Content-Length: " + bytes.length);
            out.write(bytes, from, bytes.length - from);
        };
    }

    /** As {@link #file}, but the connection breaks after so many bytes. */
    static Reply cutOff(byte[] bytes, String tag, int after) {
        return (request, out) -> {
            int from = request.from();
            if (from > 0)
                head(
                        out,
                        "206 Partial Content",
                        "ETag: " + tag,
                        "Content-Range: bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length,
                        "Content-Length: " + (bytes.length - from));
            else head(out, "200 OK", "ETag: " + tag, "Content-Length: " + bytes.length);
            out.write(bytes, from, Math.min(after, bytes.length - from));
        };
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        threads.shutdownNow();
    }
}
