// The peer: @xyflow/react as its own documentation begins, with the same graph and its default options.
import '@xyflow/react/dist/style.css'
import { addEdge, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react'
import { createElement, useCallback } from 'react'
import { createRoot } from 'react-dom/client'

function Plain({ graph }) {
  const [nodes, , onNodesChange] = useNodesState(graph.nodes)
  const [edges, setEdges, onEdgesChange] = useEdgesState(graph.edges)
  const onConnect = useCallback((connection) => setEdges((all) => addEdge(connection, all)), [setEdges])
  return createElement(
    'div',
    { style: { width: '100vw', height: '100vh' } },
    createElement(ReactFlow, {
      nodes,
      edges,
      onNodesChange,
      onEdgesChange,
      onConnect,
      minZoom: 0.03,
      defaultViewport: { x: 48, y: 48, zoom: 0.55 },
    }),
  )
}

const answer = await fetch('./graph.json')
createRoot(document.getElementById('root')).render(createElement(Plain, { graph: await answer.json() }))
