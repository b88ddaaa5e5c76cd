"""The roster as a model for OR-tools CP-SAT, which lowers the very figure that Shouwang's own rosters lower.

A problem is people and shifts as numbers, read from stdin. It runs in the environment of the peers, which knows nothing of
the program.
"""

from __future__ import annotations

import json
import sys
import time

from ortools.sat.python import cp_model

OPEN = 100_000_000
"""What an open post or an absent lead weighs: more than anything that is uneven."""
KEEPING = 2
"""What a post weighs that is not given as before. The figure counts whole squares, the program half of them."""


class Model:
    """One team's shifts, and who stands on them."""

    def __init__(self, problem: dict) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.stands = [{p: self.model.new_bool_var("") for p in people} for people in problem["could"]]
        leaders = set(problem["leaders"])
        self.leads = [{p: self.model.new_bool_var("") for p in on if p in leaders} for on in self.stands]
        self.open = [self.model.new_int_var(0, strength, "") for strength in problem["strength"]]
        self.leadless = [self.model.new_bool_var("") for _ in problem["strength"]]
        self.costs: list = []
        self._fill()
        self._rest()
        for tally in problem["tallies"]:
            self._share(tally)
        self._keep()
        self.model.minimize(OPEN * (sum(self.open) + sum(self.leadless)) + sum(self.costs))

    def _fill(self) -> None:
        for shift, strength in enumerate(self.problem["strength"]):
            self.model.add(sum(self.stands[shift].values()) + self.open[shift] == strength)
            self.model.add(sum(self.leads[shift].values()) + self.leadless[shift] == 1)
            for person, leads in self.leads[shift].items():
                self.model.add_implication(leads, self.stands[shift][person])

    def _rest(self) -> None:
        for shift, near in enumerate(self.problem["near"]):
            for other in near:
                for person in self.stands[shift].keys() & self.stands[other].keys() if other > shift else ():
                    self.model.add_at_most_one(self.stands[shift][person], self.stands[other][person])

    def _share(self, tally: dict) -> None:
        """Squares as steps: the k-th post of somebody weighs 2k - 1."""
        chosen = self.leads if tally["of_leads"] else self.stands
        for person in range(self.problem["people"]):
            mine = [chosen[shift][person] for shift in tally["shifts"] if person in chosen[shift]]
            steps = [self.model.new_bool_var("") for _ in mine]
            self.model.add(sum(mine) == sum(steps))
            self.costs += [tally["weight"] * (2 * k + 1) * step for k, step in enumerate(steps)]

    def _keep(self) -> None:
        for shift, person, led in self.problem["previous"]:
            self.costs.append(KEEPING * (1 - self.stands[shift].get(person, 0)))
            if led:
                self.costs.append(KEEPING * (1 - self.leads[shift].get(person, 0)))

    def solve(self, seconds: float) -> dict:
        """The best roster within the time, and the bound below which no roster can be."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        # Without it the same model had found nothing after five seconds.
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return {"figure": None, "bound": solver.best_objective_bound, "posts": [], "proven": False}
        posts = [
            [shift, person, person in self.leads[shift] and bool(solver.value(self.leads[shift][person]))]
            for shift, on in enumerate(self.stands)
            for person, stands in on.items()
            if solver.value(stands)
        ]
        proven = status == cp_model.OPTIMAL
        return {
            "figure": solver.objective_value,
            "bound": solver.best_objective_bound,
            "posts": posts,
            "proven": proven,
        }


def main() -> None:
    """One problem a line in, one answer a line out."""
    for line in sys.stdin:
        problem = json.loads(line)
        began = time.process_time()
        answer = Model(problem).solve(problem["seconds"])
        answer["seconds"] = time.process_time() - began
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
