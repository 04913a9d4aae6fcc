# Tersely written, as in answers and gists.
import numpy as np


class OnNamedObjects:
    """labels: eriklindernoren style"""
    def __init__(self, lr=0.001, betas=(0.9,0.999), epsilon=1e-8, parameters=None):
        self.parameters=parameters; self.lr=lr; self.b=betas; self.e=epsilon; self.s={}; self.t=0
    def step(self):
        self.t+=1
        for name, p in self.parameters.items():
            g=p.grad
            m,v=self.s.get(name,(0,0))
            m=self.b[0]*m+(1-self.b[0])*g; v=self.b[1]*v+(1-self.b[1])*g*g
            self.s[name]=(m,v)
            p.data-= self.lr*(m/(1-self.b[0]**self.t))/(np.sqrt(v/(1-self.b[1]**self.t))+self.e)


class OfModel:
    """Adam(model, lr): model.layers with W, b, dW, db"""
    def __init__(self, model, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.model=model; self.lr=lr; self.b1=beta1; self.b2=beta2; self.eps=eps; self.t=0; self.m={}; self.v={}
    def step(self):
        self.t+=1
        for i, layer in enumerate(self.model.layers):
            for name in ('W','b'):
                g=getattr(layer,'d'+name); k=(i,name)
                self.m[k]=self.b1*self.m.get(k,0)+(1-self.b1)*g
                self.v[k]=self.b2*self.v.get(k,0)+(1-self.b2)*g**2
                p=getattr(layer,name)
                p-=self.lr*(self.m[k]/(1-self.b1**self.t))/(np.sqrt(self.v[k]/(1-self.b2**self.t))+self.eps)

class GivesUpdates:
    """init(params) -> state; update(grads, state, params) -> (updates, state)"""
    def __init__(self, learning_rate=0.1, b1=0.9, b2=0.999, eps=1e-8):
        self.h=(learning_rate,b1,b2,eps)
    def init(self, params):
        return {'m': 0*params, 'v':0*params,'t':0}
    def update(self, grads, state, params=None):
        lr,b1,b2,eps=self.h
        t=state['t']+1; m=b1*state['m']+(1-b1)*grads; v=b2*state['v']+(1-b2)*grads**2
        return -lr*(m/(1-b1**t))/(np.sqrt(v/(1-b2**t))+eps), {'m':m,'v':v,'t':t}

class Named:
    """per layer weights: update(self, layer_name, W, b, dW, db)"""
    def __init__(self, alpha=.01, beta1=.9, beta2=.999, epsilon=1e-8):
        self.alpha=alpha; self.beta1=beta1; self.beta2=beta2; self.epsilon=epsilon; self.m={}; self.v={}; self.t={}
    def update(self, layer, W, b, dW, db):
        self.t[layer]=self.t.get(layer,0)+1; t=self.t[layer]
        out=[]
        for n,p,g in (('W',W,dW),('b',b,db)):
            k=f'{layer}{n}'
            self.m[k]=self.beta1*self.m.get(k,0)+(1-self.beta1)*g; self.v[k]=self.beta2*self.v.get(k,0)+(1-self.beta2)*g*g
            out.append(p-self.alpha*(self.m[k]/(1-self.beta1**t))/(np.sqrt(self.v[k]/(1-self.beta2**t))+self.epsilon))
        return out[0], out[1]

def adam_step(theta, grad, state, lr=1e-3, beta_1=0.9, beta_2=0.999, eps=1e-8):
    m, v, t = state
    t += 1
    m = beta_1*m + (1-beta_1)*grad
    v = beta_2*v + (1-beta_2)*grad**2
    return theta - lr*(m/(1-beta_1**t))/(np.sqrt(v/(1-beta_2**t))+eps), (m, v, t)

def adam_obj(func, grad, x_init, lr=0.1, beta1=.9, beta2=.999, eps=1e-8, max_iter=100, tol=1e-6):
    x=x_init.copy(); m=np.zeros_like(x); v=np.zeros_like(x); path=[x.copy()]
    for t in range(1,max_iter+1):
        g=grad(x); m=beta1*m+(1-beta1)*g; v=beta2*v+(1-beta2)*g*g
        x=x-lr*(m/(1-beta1**t))/(np.sqrt(v/(1-beta2**t))+eps)
        path.append(x.copy())
        if np.linalg.norm(g)<tol: break
    return x, np.array(path)

def optimize_dicts(params, grads, optimizer_state, lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    optimizer_state['t']=optimizer_state.get('t',0)+1
    t=optimizer_state['t']
    for k in params:
        m=optimizer_state.get('m'+k,0)*beta1+(1-beta1)*grads[k]
        v=optimizer_state.get('v'+k,0)*beta2+(1-beta2)*grads[k]**2
        optimizer_state['m'+k]=m; optimizer_state['v'+k]=v
        params[k]=params[k]-lr*(m/(1-beta1**t))/(np.sqrt(v/(1-beta2**t))+epsilon)
    return params, optimizer_state
