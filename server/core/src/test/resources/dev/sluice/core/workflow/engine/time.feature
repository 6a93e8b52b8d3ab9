Feature: Time

  Scenario: A wait takes its time
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 2}}
      - d: {set: {ok: 1}}
    """
    When the workflow is executed
    When 1 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    ok: 1
    """

  Scenario: A wait keeps the input
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: PT0.5S}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    When 500 milliseconds pass
    Then the workflow should complete with output:
    """yaml
    n: 1
    """

  Scenario: A duration in ISO 8601 with days
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: P1DT12H}
    """
    When the workflow is executed
    When 35 hours pass
    Then the workflow should be waiting
    When 1 hours pass
    Then the workflow should complete

  Scenario: A wait until a moment
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: '${ .until }'}
    """
    And given the workflow input is:
    """yaml
    until: 2026-01-01T00:01:00Z
    """
    When the workflow is executed
    When 59 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete

  Scenario: A moment that is past is no wait
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: '${ .until }'}
    """
    And given the workflow input is:
    """yaml
    until: 2020-01-01T00:01:00Z
    """
    When the workflow is executed
    Then the workflow should complete

  Scenario: A computed duration
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: '${ .n }'}}
    """
    And given the workflow input is:
    """yaml
    n: 4
    """
    When the workflow is executed
    When 3 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete

  Scenario: A wait goes on after a restart
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: {seconds: 10}}
    """
    When the workflow is executed
    When 4 seconds pass
    When the engine restarts
    When 5 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete

  Scenario: A workflow that takes too long faults
    Given a workflow with definition:
    """yaml
    timeout: {after: {seconds: 5}}
    do:
      - w: {wait: {hours: 1}}
    """
    When the workflow is executed
    When 5 seconds pass
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    status: 408
    """

  Scenario: A task that takes too long raises
    Given a workflow with definition:
    """yaml
    do:
      - w:
          wait: {hours: 1}
          timeout: {after: {seconds: 5}}
    """
    When the workflow is executed
    When 5 seconds pass
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    instance: /do/0/w
    """

  Scenario: A timeout can be caught
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c:
                call: mute
                timeout: {after: PT5S}
          catch:
            errors: {with: {status: 408}}
            do:
              - h: {set: {late: true}}
    """
    And the function 'mute' does not answer
    When the workflow is executed
    When 5 seconds pass
    Then the workflow should complete with output:
    """yaml
    late: true
    """

  Scenario: A timeout that use defines
    Given a workflow with definition:
    """yaml
    use:
      timeouts: {short: {after: {seconds: 1}}}
    do:
      - w:
          wait: {hours: 1}
          timeout: short
    """
    When the workflow is executed
    When 1 seconds pass
    Then the workflow should fault with error:
    """yaml
    status: 408
    """

  Scenario: A task that is in time has no timeout
    Given a workflow with definition:
    """yaml
    do:
      - w:
          wait: {seconds: 1}
          timeout: {after: {seconds: 5}}
      - x: {wait: {seconds: 20}}
    """
    When the workflow is executed
    When 21 seconds pass
    Then the workflow should complete

  Scenario: What is no duration faults
    Given a workflow with definition:
    """yaml
    do:
      - w: {wait: '${ .n }'}
    """
    And given the workflow input is:
    """yaml
    n: soon
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/configuration
    """
