package dev.sluice.javahost;

import java.util.ArrayList;
import java.util.List;

/**
 * What most code does, and what Java needs long for when it is done for the first time: it makes
 * classes for joined strings and for lambdas as it goes, and archives none of a function's.
 */
public final class Idioms implements Runnable {
  @Override
  public void run() {
    List<String> words = List.of("a", "b");
    String first = words.get(0);
    int count = words.size();
    String joined = first + "b";
    joined = "a" + joined;
    joined = joined + first;
    joined = "a" + first + "b" + joined;
    joined = first + ":" + joined + ":" + count;
    joined = count + "b" + joined + 1L * count + 'c';
    String end = joined;
    List<Integer> lengths = new ArrayList<>();
    words.stream().map(word -> word + end).map(String::length).forEach(lengths::add);
  }
}
