package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of an execution that has begun and is not done. Written by {@link State} alone. */
final class Frame {
  final int id;
  final int parent;

  /** The task; -1 for the workflow itself and for branches. */
  final int task;

  final long startedAt;
  final JsonNode raw;
  JsonNode input;
  Phase phase = Phase.NEW;

  /** The scope whose tasks are being done; -1 for none. */
  int scope = -1;

  /** What comes next in the scope: a place, or a directive. */
  int cursor;

  /** What the next task of the scope gets. */
  JsonNode data;

  /** Which branch of a fork it is; -1 for none. */
  int branch = -1;

  /** Items of a loop. */
  JsonNode items = NullNode.instance;

  /** The item or event that is being worked on. */
  int index = -1;

  int attempt = 1;
  @Nullable WorkflowError error;
  @Nullable JsonNode result;

  /** The call that is waited for; null for none. */
  @Nullable String key;

  /** Events that were taken, which filters they were for, and what was made of each. */
  final List<JsonNode> consumed = new ArrayList<>();

  final List<Integer> filters = new ArrayList<>();
  final List<JsonNode> made = new ArrayList<>();
  final Map<String, JsonNode> keys = new HashMap<>();

  /** Sources and ids of the events. */
  final List<String> seen = new ArrayList<>();

  /** Outputs of branches. */
  final Map<Integer, JsonNode> outputs = new HashMap<>();

  Frame(int id, int parent, int task, long startedAt, JsonNode raw, JsonNode input) {
    this.id = id;
    this.parent = parent;
    this.task = task;
    this.startedAt = startedAt;
    this.raw = raw;
    this.input = input;
    this.data = input;
  }

  /** How far a frame is. */
  enum Phase {
    /** Nothing was done yet. */
    NEW,
    /** Tasks of a scope are being done. */
    SCOPE,
    /** What was tried is being handled. */
    HANDLER,
    /** It waits for a timer, a call, events or branches. */
    WAITING,
    /** What it waited for came. */
    READY
  }
}
