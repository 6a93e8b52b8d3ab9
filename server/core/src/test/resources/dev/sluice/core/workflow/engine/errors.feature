Feature: Errors, and who catches them

  Scenario: An error that nobody catches faults
    Given a workflow with definition:
    """yaml
    do:
      - a:
          raise: {error: {type: "https://x/e", status: 418, title: Teapot, detail: "${ \"about \" + .x }"}}
    """
    And given the workflow input is:
    """yaml
    x: tea
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://x/e
    status: 418
    detail: about tea
    instance: /do/0/a
    """

  Scenario: An error that use defines
    Given a workflow with definition:
    """yaml
    use:
      errors:
        full: {type: "https://x/full", status: 507, title: Full}
    do:
      - a: {raise: {error: full}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://x/full
    status: 507
    """

  Scenario: A caught error is gone
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://x/e", status: 400, title: E}}}
          catch: {}
      - after: {set: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """

  Scenario: The handler sees the error and the input
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - s: {set: {n: 2}}
            - a: {raise: {error: {type: "https://x/e", status: 400, title: E}}}
          catch:
            as: e
            do:
              - h: {set: {s: "${ $e.status }", at: "${ $e.instance }", n: "${ .n }"}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    s: 400
    at: /do/0/t/try/1/a
    n: 1
    """

  Scenario: Only errors of the type are caught
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://x/other", status: 400, title: E}}}
          catch:
            errors: {with: {type: "https://x/e"}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://x/other
    """

  Scenario: The outer one catches what the inner does not
    Given a workflow with definition:
    """yaml
    do:
      - outer:
          try:
            - inner:
                try:
                  - a: {raise: {error: {type: "https://x/e", status: 400, title: E}}}
                catch: {errors: {with: {status: 500}}}
          catch:
            do:
              - h: {set: {by: outer}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: outer
    """

  Scenario: An error of a handler goes out
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://x/a", status: 400, title: A}}}
          catch:
            do:
              - b: {raise: {error: {type: "https://x/b", status: 400, title: B}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://x/b
    instance: /do/0/t/catch/do/0/b
    """

  Scenario: Conditions say whether it is caught
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://x/a", status: 409, title: A}}}
          catch:
            when: $error.status == 409
            exceptWhen: .strict
            do:
              - h: {set: {ok: true}}
    """
    And given the workflow input is:
    """yaml
    strict: false
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """

  Scenario: Conditions say that it is not caught
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://x/a", status: 409, title: A}}}
          catch: {exceptWhen: .strict}
    """
    And given the workflow input is:
    """yaml
    strict: true
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 409
    """

  Scenario: A call is tried again until it works
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: shaky}
          catch:
            retry: {delay: {seconds: 3}, limit: {attempt: {count: 5}}}
    """
    And the function 'shaky' fails with status '503'
    And the function 'shaky' fails with status '503'
    And the function 'shaky' answers:
    """yaml
    ok: true
    """
    When the workflow is executed
    Then the workflow should be waiting
    When 3 seconds pass
    Then the workflow should be waiting
    When 3 seconds pass
    Then the workflow should complete with output:
    """yaml
    ok: true
    """
    Then the function 'shaky' should have been called '3' times

  Scenario: Exponential pauses double
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: bad}
          catch:
            retry: {delay: {seconds: 1}, backoff: {exponential: {}}, limit: {attempt: {count: 3}}}
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    When 1 seconds pass
    Then the function 'bad' should have been called '2' times
    When 1 seconds pass
    Then the function 'bad' should have been called '2' times
    When 1 seconds pass
    Then the function 'bad' should have been called '3' times
    When 4 seconds pass
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/runtime
    status: 500
    """
    Then the function 'bad' should have been called '4' times

  Scenario: Linear pauses grow
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: bad}
          catch:
            retry: {delay: {seconds: 1}, backoff: {linear: {increment: {seconds: 2}}}, limit: {attempt: {count: 2}}}
            do:
              - h: {set: {gave: up}}
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    When 1 seconds pass
    Then the function 'bad' should have been called '2' times
    When 2 seconds pass
    Then the function 'bad' should have been called '2' times
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    gave: up
    """

  Scenario: Retries end after a time
    Given a workflow with definition:
    """yaml
    use:
      retries:
        short: {delay: {seconds: 10}, limit: {duration: {seconds: 25}}}
    do:
      - t:
          try:
            - c: {call: bad}
          catch:
            retry: short
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    When 1 hours pass
    Then the workflow should fault with error:
    """yaml
    status: 500
    """
    Then the function 'bad' should have been called '3' times

  Scenario: An attempt that takes too long is tried again
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - c: {call: mute}
          catch:
            retry: {delay: {seconds: 1}, limit: {attempt: {count: 1, duration: {seconds: 5}}}}
    """
    And the function 'mute' does not answer
    And the function 'mute' answers:
    """yaml
    ok: 1
    """
    When the workflow is executed
    When 5 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    ok: 1
    """

  Scenario: An error in a branch ends the fork
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - f:
                fork:
                  branches:
                    - a: {wait: {hours: 1}}
                    - b: {raise: {error: {type: "https://x/b", status: 400, title: B}}}
          catch:
            do:
              - h: {set: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """

  Scenario: The standard's types have other names
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {raise: {error: {type: "https://serverlessworkflow.io/spec/1.0.0/errors/timeout", status: 408, title: T}}}
          catch:
            errors: {with: {type: "https://serverlessworkflow.io/dsl/errors/types/timeout"}}
            do:
              - h: {set: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """

  Scenario: A failed expression can be caught
    Given a workflow with definition:
    """yaml
    do:
      - t:
          try:
            - a: {set: {x: "${ 1 / .n }"}}
          catch:
            do:
              - h: {set: {t: "${ $error.type }"}}
    """
    And given the workflow input is:
    """yaml
    n: 0
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    t: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    """
