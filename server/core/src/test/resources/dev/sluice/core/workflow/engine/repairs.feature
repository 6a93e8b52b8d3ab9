Feature: Repairs

  Scenario: A fault is repaired by trying again
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {n: 1}}
      - c: {call: bad}
      - z: {set: {r: '${ .ok }'}}
    """
    And the function 'bad' fails with status '500'
    And the function 'bad' answers:
    """yaml
    ok: 1
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 500
    """
    When it is retried
    Then the workflow should complete with output:
    """yaml
    r: 1
    """

  Scenario: A task is tried with another input
    Given a workflow with definition:
    """yaml
    do:
      - c: {set: {r: '${ 10 / .n }'}}
    """
    And given the workflow input is:
    """yaml
    n: 0
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 400
    """
    When it is retried with input:
    """yaml
    n: 5
    """
    Then the workflow should complete with output:
    """yaml
    r: 2
    """

  Scenario: A task is skipped with an output
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {n: 1}}
      - c: {call: bad}
      - z: {set: {r: '${ .ok }'}}
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 500
    """
    When the task 'c' is skipped with output:
    """yaml
    ok: 9
    """
    Then the workflow should complete with output:
    """yaml
    r: 9
    """

  Scenario: A waiting task is skipped
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {hours: 9}}
      - z: {set: {r: '${ .ok }'}}
    """
    When the workflow is executed
    When the task 'w' is skipped with output:
    """yaml
    ok: 2
    """
    Then the workflow should complete with output:
    """yaml
    r: 2
    """

  Scenario: It jumps to another task
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {hours: 9}}
      - b: {raise: {error: {type: e, status: 1, title: t}}}
      - z: {set: {r: 1}}
    """
    When the workflow is executed
    When it jumps to 'z'
    Then the workflow should complete with output:
    """yaml
    r: 1
    """
    Then b should not run

  Scenario: The context is edited
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 1}}
      - z: {set: {r: '${ $context.x }'}}
    """
    When the workflow is executed
    When the context is replaced by:
    """yaml
    x: 3
    """
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    r: 3
    """

  Scenario: A timer is fired by hand
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {hours: 9}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    When the timer of 'w' is fired
    Then the workflow should complete with output:
    """yaml
    n: 1
    """

  Scenario: What is suspended does nothing
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 1}}
      - z: {set: {r: 1}}
    """
    When the workflow is executed
    When the workflow is suspended
    When 5 seconds pass
    Then the workflow should be suspended
    Then z should not run
    When the workflow is resumed
    Then the workflow should complete with output:
    """yaml
    r: 1
    """

  Scenario: What is cancelled is over
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 1}}
      - z: {set: {r: 1}}
    """
    When the workflow is executed
    When the workflow is cancelled
    When 5 seconds pass
    Then the workflow should be cancelled
    Then z should not run

  Scenario: What is over is not repaired
    Given a workflow with definition:
    """yaml
    do:
      - z: {set: {r: 1}}
    """
    When the workflow is executed
    When it is retried
    Then the workflow should complete with output:
    """yaml
    r: 1
    """
    Then z should run 1 times

  Scenario: A fault in a branch is repaired, and the other is called anew
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a: {call: mute}
              - b: {call: bad}
    """
    And the function 'mute' does not answer
    And the function 'mute' answers:
    """yaml
    1
    """
    And the function 'bad' fails with status '500'
    And the function 'bad' answers:
    """yaml
    2
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 500
    """
    When it is retried
    Then the workflow should complete with output:
    """yaml
    [1, 2]
    """

  Scenario: It says where it is
    Given a workflow with definition:
    """yaml
    do:
      - d:
          do:
            - w: {wait: {hours: 9}}
    """
    When the workflow is executed
    Then it should be at '/do/0/d/do/0/w'
