"""Records what Gymnasium's classic control tasks do, for fixtures/environments.json.

    python record_environments.py        (in an environment that has gymnasium)

Each task starts from a state that is written down, and its steps from actions that are written down. Gymnasium keeps
observations as float32; what is recorded of states are its float64 numbers.
"""

import json
import os
import warnings

import gymnasium
import numpy as np

warnings.filterwarnings("ignore")
random = np.random.default_rng(3)

STARTS = {
    "CartPole-v0": [0.01, -0.02, 0.03, 0.04],
    "CartPole-v1": [-0.04, 0.01, 0.02, -0.03],
    "MountainCar-v0": [-0.45, 0.0],
    "MountainCarContinuous-v0": [-0.55, 0.0],
    "Acrobot-v1": [0.05, -0.08, 0.02, 0.09],
    "Pendulum-v1": [2.5, -0.5],
}


def actions_of(name, i, observation):
    # Pushing the way it already moves ends the mountain cars and the acrobot; the others get anything.
    if name == "MountainCar-v0":
        return 2 if observation[1] > 0 else 0
    if name == "MountainCarContinuous-v0":
        return round(float(np.sign(observation[1]) or 1.0) * (1.3 if i % 7 == 0 else 0.9), 4)
    if name == "Acrobot-v1":
        return int(1 - np.sign(observation[4]))
    if name == "Pendulum-v1":
        return round(float(random.uniform(-3, 3)), 4)
    return int(random.integers(2))


tasks = []
for name, start in STARTS.items():
    env = gymnasium.make(name).env.unwrapped
    observation, _ = env.reset(seed=1)
    env.state = np.array(start)
    observation = np.array(start)
    if name == "Acrobot-v1":
        observation = np.array([1, 0, 1, 0, start[2], start[3]])
    actions, steps = [], []
    for i in range(300):
        action = actions_of(name, i, observation)
        given = np.array([action], dtype=np.float64) if isinstance(action, float) else action
        observation, reward, terminated, _, _ = env.step(given)
        state = [float(f"{x:.12g}") for x in np.array(env.state, dtype=np.float64)]
        shown = [float(f"{x:.8g}") for x in observation]
        if i < 8 or i % 25 == 0 or terminated:
            steps.append({"at": i, "state": state, "observation": shown, "reward": float(f"{float(reward):.10g}"),
                          "terminated": bool(terminated)})
        actions.append(action)
        if terminated:
            break
    most = gymnasium.spec(name).max_episode_steps
    tasks.append({"name": name, "maxSteps": most, "start": start, "actions": actions, "steps": steps})

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")
with open(os.path.join(folder, "environments.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(task) for task in tasks) + "\n]\n")
for task in tasks:
    print(task["name"], len(task["actions"]), task["steps"][-1], task["maxSteps"])
