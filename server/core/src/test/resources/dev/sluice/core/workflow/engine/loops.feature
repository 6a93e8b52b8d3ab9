Feature: Loops

  Scenario: A loop gives what its last round gives
    Given a workflow with definition:
    """yaml
    do:
      - sum:
          for: {each: n, in: .list, at: i}
          do:
            - add: {set: {list: "${ .list }", total: "${ .total + $n * $i }"}}
    """
    And given the workflow input is:
    """yaml
    list: [3, 4, 5]
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    list: [3, 4, 5]
    total: 14
    """

  Scenario: A loop over nothing gives its input
    Given a workflow with definition:
    """yaml
    do:
      - none:
          for: {in: .list}
          do:
            - never: {set: {x: 1}}
    """
    And given the workflow input is:
    """yaml
    list: []
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    list: []
    """
    Then never should not run

  Scenario: A loop ends when its condition does
    Given a workflow with definition:
    """yaml
    do:
      - some:
          for: {in: "[1, 2, 3, 4]"}
          while: $item < 3
          do:
            - add: {set: {n: "${ .n + $item }"}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 3
    """
    Then add should run 2 times

  Scenario: Loops are nested
    Given a workflow with definition:
    """yaml
    do:
      - outer:
          for: {each: a, in: "[1, 2]"}
          do:
            - inner:
                for: {each: b, in: "[10, 20]"}
                do:
                  - add: {set: {all: "${ .all + [$a * $b] }"}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    all: [10, 20, 20, 40]
    """

  Scenario: What a loop goes over must be a list
    Given a workflow with definition:
    """yaml
    do:
      - bad:
          for: {in: .n}
          do:
            - never: {set: {x: 1}}
    """
    And given the workflow input is:
    """yaml
    n: 5
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/configuration
    instance: /do/0/bad
    """

  Scenario: A loop waits in each round
    Given a workflow with definition:
    """yaml
    do:
      - slow:
          for: {in: "[1, 2, 3]"}
          do:
            - w: {wait: {seconds: 10}}
            - n: {set: {last: "${ $item }"}}
    """
    When the workflow is executed
    When 25 seconds pass
    Then n should run 2 times
    When 5 seconds pass
    Then the workflow should complete with output:
    """yaml
    last: 3
    """

  Scenario: A loop of many rounds
    Given a workflow with definition:
    """yaml
    do:
      - many:
          for: {in: "[range(500)]"}
          do:
            - n: {set: {n: "${ .n + 1 }"}}
    """
    When the workflow is executed in turns of '50' steps
    Then the workflow should complete with output:
    """yaml
    n: 500
    """
