Feature: Calls

  Scenario: A function gets the input
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: same}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 1
    """

  Scenario: A function gets the event
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: same, with: {qualifier: live, event: {m: '${ .n }'}}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    m: 1
    """

  Scenario: A function gets its arguments
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: same, with: {qualifier: live, m: 2}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    m: 2
    """

  Scenario: A function that fails raises
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: bad}
    """
    And the function 'bad' fails with status '500'
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/runtime
    status: 500
    instance: /do/0/c
    """

  Scenario: A function that use defines
    Given a workflow with definition:
    """yaml
    use:
      functions:
        greet: {set: {text: "${ \"hello \" + .name }"}}
    do:
      - a: {call: greet, with: {name: you}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    text: hello you
    """

  Scenario: Another workflow is run
    Given a workflow with definition:
    """yaml
    do:
      - r: {run: {workflow: {namespace: default, name: other, version: '1.0.0', input: {n: 2}}}}
    """
    And the function 'other' answers:
    """yaml
    m: 3
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    m: 3
    """

  Scenario: Another workflow is not waited for
    Given a workflow with definition:
    """yaml
    do:
      - r: {run: {await: false, workflow: {namespace: default, name: other, version: '1.0.0'}}}
    """
    And the function 'other' does not answer
    And given the workflow input is:
    """yaml
    n: 2
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 2
    """

  Scenario: A body is posted
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: http, with: {method: post, endpoint: 'http://x/echo', body: {a: '${ .n }'}}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    a: 1
    """

  Scenario: A status above 299 raises
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: http, with: {method: get, endpoint: 'http://x/nothing'}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/communication
    status: 404
    """

  Scenario: A password is in no history
    Given a workflow with definition:
    """yaml
    use: {secrets: [password]}
    do:
      - c:
          call: http
          with:
            method: get
            endpoint:
              uri: http://x/basic-auth/u/{word}
              authentication: {basic: {username: u, password: "${ $secrets.password }"}}
    """
    And given the workflow input is:
    """yaml
    word: wrong
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 401
    """
    Then nothing secret should be in the history

  Scenario: A URI with a hole raises
    Given a workflow with definition:
    """yaml
    do:
      - c: {call: http, with: {method: get, endpoint: 'http://x/{hole}'}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/configuration
    """

  Scenario: Calls of branches are made at once
    Given a workflow with definition:
    """yaml
    do:
      - f:
          fork:
            branches:
              - a: {call: mute}
              - b: {call: same, with: {x: 1}}
    """
    And the function 'mute' does not answer
    When the workflow is executed
    Then the workflow should be waiting
    Then the function 'same' should have been called '1' times
    Then the function 'mute' should have been called '1' times
