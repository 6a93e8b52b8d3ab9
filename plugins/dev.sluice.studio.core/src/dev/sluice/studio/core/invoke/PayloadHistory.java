package dev.sluice.studio.core.invoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/** The payloads last sent to each function, newest first, kept over restarts. Thread-safe. */
public final class PayloadHistory {
  /** Payloads kept for one function. */
  public static final int LIMIT = 15;

  /** Longer payloads are sent but not remembered: preferences are read whole at each start. */
  private static final int LONGEST = 64 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Preferences node;

  /** A history kept in these preferences. */
  public PayloadHistory(IEclipsePreferences preferences) {
    this.node = preferences.node("payloads");
  }

  /** The payloads of a function, newest first. */
  public synchronized List<Payload> of(String function) {
    try {
      return JSON.readValue(node.get(function, "[]"), new TypeReference<List<Payload>>() {});
    } catch (JsonProcessingException e) {
      // A history that cannot be read is worth nothing; the next payload replaces it.
      return List.of();
    }
  }

  /** Puts a payload first; an equal older one goes. */
  public synchronized void add(String function, Payload payload) {
    if (payload.text().length() > LONGEST) {
      return;
    }
    List<Payload> payloads = new ArrayList<>(of(function));
    payloads.remove(payload);
    payloads.add(0, payload);
    try {
      node.put(
          function, JSON.writeValueAsString(payloads.subList(0, Math.min(LIMIT, payloads.size()))));
      node.flush();
    } catch (JsonProcessingException | BackingStoreException e) {
      ILog.of(PayloadHistory.class).warn("The history of payloads could not be saved.", e);
    }
  }
}
