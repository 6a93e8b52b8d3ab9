import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tries what it is told, line by line: a name, an operation, its object. Answers what it reached.
 */
public class Hostile {
  private static final int MOST = 65536;

  public Map<String, List<Object>> handle(String event) throws Exception {
    Map<String, List<Object>> answer = new LinkedHashMap<>();
    for (String line : event.strip().split("\n")) {
      String[] words = line.split(" ");
      boolean reached = false;
      byte[] shown;
      try {
        shown = attempt(words[1], words[2]);
        reached = true;
      } catch (IOException e) {
        shown = e.toString().getBytes();
      }
      answer.put(words[0], List.of(reached, Base64.getEncoder().encodeToString(shown)));
    }
    return answer;
  }

  private static byte[] attempt(String operation, String target) throws Exception {
    Path path = Path.of(target);
    Path mine = Path.of("/tmp", UUID.randomUUID().toString());
    switch (operation) {
      case "read":
        return read(path);
      case "list":
        return String.join("\n", path.toFile().exists() ? names(path) : missing(path)).getBytes();
      case "write":
        Files.write(path, new byte[] {10}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return "written".getBytes();
      case "chmod":
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        return "changed".getBytes();
      case "remove":
        Files.delete(path);
        return "removed".getBytes();
      case "link":
        Files.createLink(mine, path);
        return "linked".getBytes();
      case "follow":
        Files.createSymbolicLink(mine, path);
        return read(mine);
      case "connect":
        return connect(target);
      case "unix":
        return unix(path);
      case "abstract":
        return run("curl", "-sS", "--max-time", "2", "--abstract-unix-socket", target, "http://x/");
      case "signal":
        return run("kill", "-9", target);
      case "processes":
        return everywhere("cmdline");
      case "environments":
        return everywhere("environ");
      default:
        throw new IllegalArgumentException(operation);
    }
  }

  private static byte[] read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MOST);
    }
  }

  private static List<String> missing(Path path) throws IOException {
    throw new NoSuchFileException(path.toString());
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(each -> names.add(each.toString()));
    }
    return names;
  }

  private static byte[] connect(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    InetSocketAddress to =
        new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    if (to.isUnresolved()) {
      throw new IOException("no such host");
    }
    try (Socket socket = new Socket()) {
      socket.connect(to, 2000);
      return "connected".getBytes();
    }
  }

  private static byte[] unix(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      ByteBuffer greeting = ByteBuffer.allocate(100);
      channel.read(greeting);
      return greeting.array();
    }
  }

  private static byte[] run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(new String(said));
    }
    return said;
  }

  private static byte[] everywhere(String file) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String process : names(Path.of("/proc"))) {
      if (process.matches("/proc/[0-9]+")) {
        try {
          seen.append(new String(read(Path.of(process, file)))).append('\n');
        } catch (IOException e) {
          seen.append(e).append('\n');
        }
      }
    }
    return seen.toString().getBytes();
  }
}
