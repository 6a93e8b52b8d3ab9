Feature: Where tasks go

  Scenario: A task that is skipped gives what it got
    Given a workflow with definition:
    """yaml
    do:
      - one:
          if: .go
          set: {x: 1}
      - two:
          set: {y: "${ .go }"}
    """
    And given the workflow input is:
    """yaml
    go: false
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    y: false
    """
    Then one should not run

  Scenario: A task that is skipped goes on as one that is done
    Given a workflow with definition:
    """yaml
    do:
      - one:
          if: ${ false }
          set: {x: 1}
          then: three
      - two:
          set: {x: 2}
      - three:
          set: {x: "${ .x }", y: 3}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    x: null
    y: 3
    """
    Then two should not run

  Scenario: The condition sees the raw input
    Given a workflow with definition:
    """yaml
    do:
      - one:
          if: .a == 1
          input: {from: .b}
          set: {x: "${ . }"}
    """
    And given the workflow input is:
    """yaml
    a: 1
    b: 2
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    x: 2
    """

  Scenario: End ends the workflow from inside
    Given a workflow with definition:
    """yaml
    do:
      - outer:
          do:
            - inner:
                set: {x: 1}
                then: end
            - never:
                set: {x: 2}
      - last:
          set: {x: 3}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    x: 1
    """
    Then never should not run
    Then last should not run

  Scenario: Exit leaves the scope alone
    Given a workflow with definition:
    """yaml
    do:
      - outer:
          do:
            - inner:
                set: {x: 1}
                then: exit
            - never:
                set: {x: 2}
      - last:
          set: {x: "${ .x + 10 }"}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    x: 11
    """
    Then never should not run

  Scenario: A task goes back, many times, in turns
    Given a workflow with definition:
    """yaml
    do:
      - count:
          set: {n: "${ .n + 1 }"}
      - again:
          switch:
            - more:
                when: .n < 300
                then: count
            - done:
                then: end
    """
    And given the workflow input is:
    """yaml
    n: 0
    """
    When the workflow is executed in turns of '7' steps
    Then the workflow should complete with output:
    """yaml
    n: 300
    """
    Then count should run 300 times

  Scenario: The first case that holds is taken
    Given a workflow with definition:
    """yaml
    do:
      - choose:
          switch:
            - a: {when: .n > 1, then: a}
            - b: {when: .n > 0, then: b}
      - a:
          set: {r: a}
          then: end
      - b:
          set: {r: b}
          then: end
    """
    And given the workflow input is:
    """yaml
    n: 5
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    r: a
    """

  Scenario: Branches run at once and give a list
    Given a workflow with definition:
    """yaml
    do:
      - both:
          fork:
            branches:
              - a:
                  set: {r: "${ .n + 1 }"}
              - b:
                  do:
                    - b1: {set: {n: "${ .n * 2 }"}}
                    - b2: {set: {r: "${ .n + 2 }"}}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    - r: 2
    - r: 4
    """

  Scenario: The first of competing branches ends the others
    Given a workflow with definition:
    """yaml
    do:
      - race:
          fork:
            compete: true
            branches:
              - slow:
                  do:
                    - w: {wait: {hours: 1}}
                    - s: {set: {r: slow}}
              - fast:
                  do:
                    - w2: {wait: {seconds: 1}}
                    - s2: {set: {r: fast}}
    """
    When the workflow is executed
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    r: fast
    """
    Then s should not run

  Scenario: Branches wait for one another
    Given a workflow with definition:
    """yaml
    do:
      - both:
          fork:
            branches:
              - a: {wait: {seconds: 1}}
              - b: {wait: {seconds: 3}}
      - after: {set: {n: "${ length }"}}
    """
    When the workflow is executed
    When 2 seconds pass
    Then the workflow should be waiting
    When 1 seconds pass
    Then the workflow should complete with output:
    """yaml
    n: 2
    """

  Scenario: A branch ends the whole workflow
    Given a workflow with definition:
    """yaml
    do:
      - both:
          fork:
            branches:
              - a:
                  set: {r: ended}
                  then: end
              - b: {wait: {hours: 1}}
      - never: {set: {r: no}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    r: ended
    """
    Then never should not run

  Scenario: Tasks are nested twelve deep
    Given a workflow with definition:
    """yaml
    do:
      - t0:
          do:
          - t1:
              do:
              - t2:
                  do:
                  - t3:
                      do:
                      - t4:
                          do:
                          - t5:
                              do:
                              - t6:
                                  do:
                                  - t7:
                                      do:
                                      - t8:
                                          do:
                                          - t9:
                                              do:
                                              - t10:
                                                  do:
                                                  - t11:
                                                      do:
                                                      - last: {set: {deep: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    deep: true
    """
