/**
 * The environments for scripts that run without us: the body of a Python function with PyTorch, NumPy and math at
 * hand. The same seed gives the same start as here.
 */
export const ENVIRONMENT_IN_PYTHON = `
class Environment:
    def __init__(self, low, high, physics, look, state=0):
        self.low, self.high, self.physics, self.look = low, high, physics, look
        self.random = state

    def uniform(self):
        self.random = (self.random + 0x6D2B79F5) % 2**32
        mixed = (self.random ^ (self.random >> 15)) * (self.random | 1) % 2**32
        mixed ^= (mixed + (mixed ^ (mixed >> 7)) * (mixed | 61)) % 2**32
        return (mixed ^ (mixed >> 14)) / 2**32

    def reset(self):
        self.state = [a + (b - a) * self.uniform() if a < b else a for a, b in zip(self.low, self.high)]
        return self.look(self.state)

    def step(self, action):
        self.state, reward, terminated = self.physics(self.state, action)
        return self.look(self.state), reward, terminated

def cart_pole(state, action):
    place, speed, angle, turn = state
    cos, sin = math.cos(angle), math.sin(angle)
    push = (10 if action == 1 else -10) + 0.05 * turn**2 * sin
    fall = (9.8 * sin - cos * push / 1.1) / (0.5 * (4 / 3 - 0.1 * cos**2 / 1.1))
    gain = (push - 0.05 * fall * cos) / 1.1
    state = [place + 0.02 * speed, speed + 0.02 * gain, angle + 0.02 * turn, turn + 0.02 * fall]
    return state, 1, abs(state[0]) > 2.4 or abs(state[2]) > math.radians(12)

def drive(state, force):
    place, speed = state
    speed = min(max(speed + force - 0.0025 * math.cos(3 * place), -0.07), 0.07)
    place = min(max(place + speed, -1.2), 0.6)
    return [place, 0 if place == -1.2 and speed < 0 else speed]

def mountain_car(state, action):
    state = drive(state, (action - 1) * 0.001)
    return state, -1, state[0] >= 0.5 and state[1] >= 0

def mountain_car_continuous(state, action):
    state = drive(state, min(max(action, -1), 1) * 0.0015)
    terminated = state[0] >= 0.45 and state[1] >= 0
    return state, (100 if terminated else 0) - 0.1 * action**2, terminated

def pendulum(state, action):
    angle, turn = state
    torque = min(max(action, -2), 2)
    cost = ((angle + math.pi) % (2 * math.pi) - math.pi) ** 2 + 0.1 * turn**2 + 0.001 * torque**2
    turn = min(max(turn + (15 * math.sin(angle) + 3 * torque) * 0.05, -8), 8)
    return [angle + turn * 0.05, turn], -cost, False

def acrobot(state, action):
    def change(state):
        first, second, turn1, turn2 = state
        cos, sin = math.cos(second), math.sin(second)
        d1, d2 = 3.5 + cos, 1.25 + 0.5 * cos
        pull2 = 4.9 * math.cos(first + second - math.pi / 2)
        pull1 = -0.5 * turn2**2 * sin - turn2 * turn1 * sin + 14.7 * math.cos(first - math.pi / 2) + pull2
        gain2 = (action - 1 + d2 / d1 * pull1 - 0.5 * turn1**2 * sin - pull2) / (1.25 - d2**2 / d1)
        return np.array([turn1, turn2, -(d2 * gain2 + pull1) / d1, gain2])

    before = np.array(state)
    k1 = change(before)
    k2 = change(before + 0.1 * k1)
    k3 = change(before + 0.1 * k2)
    k4 = change(before + 0.2 * k3)
    after = before + 0.2 / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    angles = (after[:2] + math.pi) % (2 * math.pi) - math.pi
    turns = np.clip(after[2:], [-4 * math.pi, -9 * math.pi], [4 * math.pi, 9 * math.pi])
    state = [*angles.tolist(), *turns.tolist()]
    terminated = -math.cos(state[0]) - math.cos(state[0] + state[1]) > 1
    return state, 0 if terminated else -1, terminated

def plain(state):
    return list(state)

def swinging(state):
    return [math.cos(state[0]), math.sin(state[0]), state[1]]

def hanging(state):
    first, second, turn1, turn2 = state
    return [math.cos(first), math.sin(first), math.cos(second), math.sin(second), turn1, turn2]

tasks = {
    "CartPole-v0": ([-0.05] * 4, [0.05] * 4, cart_pole, plain),
    "CartPole-v1": ([-0.05] * 4, [0.05] * 4, cart_pole, plain),
    "MountainCar-v0": ([-0.6, 0], [-0.4, 0], mountain_car, plain),
    "MountainCarContinuous-v0": ([-0.6, 0], [-0.4, 0], mountain_car_continuous, plain),
    "Acrobot-v1": ([-0.1] * 4, [0.1] * 4, acrobot, hanging),
    "Pendulum-v1": ([-math.pi, -1], [math.pi, 1], pendulum, swinging),
}
env = Environment(*tasks[env_name], seed % 2**32)
env.reset()
return {"env": env, "observation": torch.tensor(env.reset(), dtype=torch.float32)}`
