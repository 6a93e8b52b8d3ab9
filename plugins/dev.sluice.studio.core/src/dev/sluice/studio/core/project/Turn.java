package dev.sluice.studio.core.project;

import org.eclipse.core.runtime.jobs.ISchedulingRule;

/**
 * Jobs that do the same to the same project do it one after another.
 *
 * @param verb what they do
 */
record Turn(String verb, Project project) implements ISchedulingRule {
  @Override
  public boolean contains(ISchedulingRule rule) {
    return equals(rule);
  }

  @Override
  public boolean isConflicting(ISchedulingRule rule) {
    return equals(rule);
  }
}
