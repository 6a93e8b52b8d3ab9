Feature: Definitions that are refused

  Scenario: An expression that is no jq
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {x: '${ .a + }'}}
    """
    Then the definition should be refused with '/do/0/a/set/x: the expression is no jq'

  Scenario: A task that is not there
    Given a workflow with definition:
    """yaml
    do:
      - a: {set: {x: 1}, then: nobody}
    """
    Then the definition should be refused with 'there is no task nobody'

  Scenario: A container
    Given a workflow with definition:
    """yaml
    do:
      - a: {run: {container: {image: x}}}
    """
    Then the definition should be refused with 'containers are not run here'

  Scenario: A script in a language that is not there
    Given a workflow with definition:
    """yaml
    do:
      - a: {run: {script: {language: cobol, code: x}}}
    """
    Then the definition should be refused with 'is not run here; javascript and python are'

  Scenario: A script that nobody waits for
    Given a workflow with definition:
    """yaml
    do:
      - a: {run: {script: {language: python, code: x}, await: false}}
    """
    Then the definition should be refused with 'a script is always waited for'

  Scenario: gRPC
    Given a workflow with definition:
    """yaml
    do:
      - a: {call: grpc, with: {}}
    """
    Then the definition should be refused with 'calls of grpc are not made here'

  Scenario: An error that is not defined
    Given a workflow with definition:
    """yaml
    do:
      - a: {raise: {error: nobody}}
    """
    Then the definition should be refused with 'use/errors has no nobody'

  Scenario: A schema elsewhere
    Given a workflow with definition:
    """yaml
    input: {schema: {resource: {endpoint: x}}}
    do:
      - a: {set: {x: 1}}
    """
    Then the definition should be refused with 'schemas are written out'

  Scenario: A duration that is none
    Given a workflow with definition:
    """yaml
    do:
      - a: {wait: soon}
    """
    Then the definition should be refused with 'is no duration like PT30S'

  Scenario: No tasks
    Given a workflow with definition:
    """yaml
    do: []
    """
    Then the definition should be refused with 'a workflow needs tasks'

  Scenario: A secret in the history
    Given a workflow with definition:
    """yaml
    use: {secrets: [token]}
    do:
      - a: {set: {x: "${ $secrets.token }"}}
    """
    Then the definition should be refused with 'secrets may be used in the'

  Scenario: A secret that is not declared
    Given a workflow with definition:
    """yaml
    use: {secrets: [token]}
    do:
      - a: {call: f, with: {x: "${ $secrets.other }"}}
    """
    Then the definition should be refused with 'the secret other is not among those'
